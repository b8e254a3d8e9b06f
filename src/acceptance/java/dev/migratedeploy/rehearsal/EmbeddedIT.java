package dev.migratedeploy.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.rehearsal.result.Rehearsal;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedIT {
  private final Path folder;

  EmbeddedIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void scriptsRunOnTheDatabaseThatTheToolWasBuiltWith() throws IOException {
    Rehearsal rehearsal =
        new RehearsedFolders(folder, new EngineRequest.Address.Embedded())
            .added("V1__a.sql", "CREATE TABLE a (id int);\n")
            .rehearse();

    assertThat(rehearsal.database().words()).startsWith("PostgreSQL 18.");
    assertThat(EngineOnPostgreSql.outcomes(rehearsal)).containsExactly("V1__a.sql APPLIED");
  }
}
