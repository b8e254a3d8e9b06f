package dev.migratedeploy.observer;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own on a real PostgreSQL, and a folder with its scripts. */
final class ObservedDatabase {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final EmbeddedPostgres server;
  private final String name;
  private final Path scripts;

  ObservedDatabase(EmbeddedPostgres server, Path scripts) throws SQLException {
    this.server = server;
    this.scripts = scripts;
    this.name = "observed" + NUMBER.incrementAndGet();
    try (Connection connection = connect("postgres", "postgres", "test");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
  }

  String url() {
    return url(server.getPort());
  }

  String url(int port) {
    return "jdbc:postgresql://localhost:" + port + "/" + name;
  }

  int port() {
    return server.getPort();
  }

  Connection connect() throws SQLException {
    return connect(name, "postgres", "somebody else");
  }

  Connection connect(String database, String user, String application) throws SQLException {
    String url = "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    return DriverManager.getConnection(
        url + "?ApplicationName=" + application.replace(" ", "%20"), user, "");
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  String value(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** A user of its own, to whom everything here belongs. */
  String role(String role, String... statements) throws SQLException {
    execute("CREATE ROLE " + role + " LOGIN");
    execute("ALTER DATABASE " + name + " OWNER TO " + role, "ALTER SCHEMA public OWNER TO " + role);
    execute("GRANT ALL ON SCHEMA public TO " + role, "ALTER TABLE orders OWNER TO " + role);
    execute(statements);
    return role;
  }

  ObservedDatabase script(String file, String sql) throws IOException {
    Files.writeString(scripts.resolve(file), sql);
    return this;
  }

  ObserverRun.Setup setup(String... folders) {
    return new ObserverRun.Setup(folders).url(url(), "postgres", "").scripts(scripts);
  }
}
