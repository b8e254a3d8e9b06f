package dev.migratedeploy.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.observer.MariaDbServer;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine's process on Debian's MariaDB. */
class EngineMariaDbIT {
  private static MariaDbServer server;

  private final Path folder;

  EngineMariaDbIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void startServer(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(MariaDbServer.isInstalled(), "no MariaDB on this machine");
    server = MariaDbServer.start(folder);
  }

  @AfterAll
  static void stopServer() throws InterruptedException {
    if (server != null) {
      server.close();
    }
  }

  private RehearsedFolders on(String database) throws SQLException, IOException {
    try (Connection connection = server.connect("mysql");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    return new RehearsedFolders(
        folder,
        new EngineRequest.Address.Server(
            server.url(database), Optional.of("root"), Optional.empty()));
  }

  @Test
  void theNewScriptsRunOnTheBaseState() throws IOException, SQLException {
    Rehearsal rehearsal =
        on("app")
            .deployed("V1__orders.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);\n")
            .deployed("V2__gone.sql", "CREATE TABLE a (id int);\nALTER TABLE nowhere ADD x int;\n")
            .added("V3__region.sql", "ALTER TABLE orders ADD region varchar(10);\n")
            .added("V4__wrong.sql", "SELECT 1;\nUPDATE orders SET nothing = 1;\n")
            .added("V5__later.sql", "SELECT 1;\n")
            .rehearse();

    assertThat(rehearsal.database().words()).startsWith("MariaDB 1");
    assertThat(rehearsal.base().passedOver())
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.failure().message()).isEqualTo("Table 'app.nowhere' doesn't exist"));
    assertThat(EngineOnPostgreSql.outcomes(rehearsal))
        .containsExactly(
            "V3__region.sql APPLIED",
            "V4__wrong.sql NOT_REHEARSED: Unknown column 'nothing' in 'SET'"
                + " (line 2: UPDATE orders SET nothing = 1)",
            "V5__later.sql NOT_TRIED");
  }

  @Test
  void aScriptThatDropsItsDatabaseIsToldAsThat() throws IOException, SQLException {
    Rehearsal rehearsal =
        on("dropped")
            .deployed("V1__orders.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);\n")
            .added("V2__drop.sql", "SELECT 1;\nDROP DATABASE dropped;\nCREATE TABLE b (id int);\n")
            .rehearse();

    assertThat(EngineOnPostgreSql.outcomes(rehearsal).get(0))
        .startsWith("V2__drop.sql FAILED: it drops the database that it runs in: ")
        .endsWith("(line 2: DROP DATABASE dropped)");
  }
}
