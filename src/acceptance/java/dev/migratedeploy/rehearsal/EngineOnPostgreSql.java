package dev.migratedeploy.rehearsal;

import dev.migratedeploy.localcloud.PostgreSqlServer;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the engine's process on one real PostgreSQL for each class, and a database for each. */
abstract class EngineOnPostgreSql {
  private static EmbeddedPostgres server;

  RehearsalDatabase database;
  RehearsedFolders folders;

  @BeforeAll
  static void startServer() throws IOException {
    server = PostgreSqlServer.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException, SQLException {
    database = RehearsalDatabase.on(server);
    folders = new RehearsedFolders(folder, database.address());
  }

  static List<String> outcomes(Rehearsal rehearsal) {
    return rehearsal.scripts().stream().map(EngineOnPostgreSql::outcome).toList();
  }

  private static String outcome(RehearsedScript script) {
    return script.path()
        + " "
        + script.outcome()
        + script.failure().map(it -> ": " + it.message()).orElse("")
        + script
            .failure()
            .flatMap(it -> it.statement())
            .map(it -> " (line " + it.line() + ": " + it.text() + ")")
            .orElse("");
  }
}
