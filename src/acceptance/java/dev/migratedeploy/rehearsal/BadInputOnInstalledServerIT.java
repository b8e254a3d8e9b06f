package dev.migratedeploy.rehearsal;

import dev.migratedeploy.localcloud.OnInstalledServer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

@OnInstalledServer
class BadInputOnInstalledServerIT extends EngineBadInputIT {
  BadInputOnInstalledServerIT(@TempDir Path folder) {
    super(folder);
  }
}
