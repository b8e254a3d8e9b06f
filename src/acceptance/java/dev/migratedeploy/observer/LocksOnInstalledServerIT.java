package dev.migratedeploy.observer;

import dev.migratedeploy.localcloud.OnInstalledServer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

@OnInstalledServer
class LocksOnInstalledServerIT extends ObserverLocksIT {
  LocksOnInstalledServerIT(@TempDir Path scripts) {
    super(scripts);
  }
}
