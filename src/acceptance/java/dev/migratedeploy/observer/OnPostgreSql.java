package dev.migratedeploy.observer;

import dev.migratedeploy.localcloud.PostgreSqlServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests of the observer on one real PostgreSQL for each class. */
abstract class OnPostgreSql {
  static final String FLYWAY = "target/flyway";

  static EmbeddedPostgres server;

  final Path scripts;

  OnPostgreSql(Path scripts) {
    this.scripts = scripts;
  }

  @BeforeAll
  static void startServer() throws IOException {
    server = PostgreSqlServer.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }
}
