package dev.migratedeploy.flyway;

import dev.migratedeploy.flyway.scripts.Version;
import dev.migratedeploy.localcloud.PostgreSqlServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests of what is read from versions of Flyway: their libraries, on one real PostgreSQL. */
abstract class OnFlywayLibraries {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static EmbeddedPostgres server;

  private final Path scripts;

  OnFlywayLibraries(Path scripts) {
    this.scripts = scripts;
  }

  @BeforeAll
  static void start() throws IOException {
    server = PostgreSqlServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  /** What was read from a command's lines. */
  final MigrationResult heard(String jars, String command, String database) throws IOException {
    return heard(jars, command, database, Map.of());
  }

  final MigrationResult heard(
      String jars, String command, String database, Map<String, String> options)
      throws IOException {
    Map<String, String> all = new TreeMap<>(options);
    all.putIfAbsent("flyway.locations", "filesystem:" + scripts);
    try (FlywayLibrary flyway = new FlywayLibrary(Path.of(jars))) {
      return Transcript.heard(flyway.run(command, url(database), "postgres", all));
    }
  }

  static String url(String database) {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
  }

  final void script(String name, String sql) throws IOException {
    Files.writeString(scripts.resolve(name), sql + ";\n");
  }

  final void remove(String name) throws IOException {
    Files.delete(scripts.resolve(name));
  }

  static String database(String... statements) throws SQLException {
    String name = "flyway" + NUMBER.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name);
    for (String statement : statements) {
      execute(name, statement);
    }
    return name;
  }

  private static void execute(String database, String sql) throws SQLException {
    try (var connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static Version version(String text) {
    return Optional.of(text).flatMap(Version::parse).orElseThrow();
  }
}
