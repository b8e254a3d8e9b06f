package dev.migratedeploy.rehearsal.engine.schema;

import dev.migratedeploy.localcloud.PostgreSqlServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A new database on a real PostgreSQL, and a session in it as Flyway's. */
final class SchemaDatabase implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** They end with the tests' process. */
  private static final Map<PostgreSqlServer, EmbeddedPostgres> RUNNING = new ConcurrentHashMap<>();

  private final Connection connection;
  private final SchemaCatalog catalog;

  private SchemaDatabase(Connection connection) throws SQLException {
    this.connection = connection;
    this.catalog =
        SchemaCatalogs.of(connection, new CatalogScope(Optional.empty(), "flyway_schema_history"));
  }

  private static EmbeddedPostgres start() {
    try {
      return PostgreSqlServer.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the objects that were there before the script. */
  static SchemaDatabase with(String... statements) throws SQLException {
    String name = "schema" + NUMBER.incrementAndGet();
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    SchemaDatabase database = new SchemaDatabase(connect(name));
    database.run(statements);
    return database;
  }

  private static Connection connect(String name) throws SQLException {
    EmbeddedPostgres server = RUNNING.computeIfAbsent(PostgreSqlServer.chosen(), it -> start());
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + server.getPort() + "/" + name, "postgres", "");
  }

  Connection connection() {
    return connection;
  }

  SchemaCatalog catalog() {
    return catalog;
  }

  SchemaSnapshot read() throws SQLException {
    return catalog.read(connection);
  }

  void run(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The lines of what a script of these statements changes, in a transaction as Flyway's. */
  List<String> linesOf(String... statements) throws SQLException {
    SchemaSnapshot before = read();
    connection.setAutoCommit(false);
    run(statements);
    SchemaSnapshot after = read();
    connection.commit();
    connection.setAutoCommit(true);
    return lines(before, after);
  }

  static List<String> lines(SchemaSnapshot before, SchemaSnapshot after) {
    return before.changesTo(after).stream().map(change -> change.line()).toList();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
