package dev.migratedeploy;

import org.junit.jupiter.api.Test;

class MigrateDeployTest {
  @Test
  void starts() {
    MigrateDeploy.main(new String[0]);
  }
}
