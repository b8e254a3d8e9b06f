package dev.migratedeploy.flyway;

import dev.migratedeploy.localcloud.OnInstalledServer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

@OnInstalledServer
class FlywayOnInstalledServerIT extends FlywayVersionsIT {
  FlywayOnInstalledServerIT(@TempDir Path scripts) {
    super(scripts);
  }
}
