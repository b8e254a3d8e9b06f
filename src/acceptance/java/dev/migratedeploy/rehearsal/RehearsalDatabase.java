package dev.migratedeploy.rehearsal;

import dev.migratedeploy.support.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** An empty database of its own for each test. */
record RehearsalDatabase(EmbeddedPostgres server, String name) {
  static final String PASSWORD = "correct-horse-battery";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  static RehearsalDatabase on(EmbeddedPostgres server) throws SQLException {
    RehearsalDatabase database =
        new RehearsalDatabase(server, "rehearsal" + NUMBER.incrementAndGet());
    try (Connection owner = server.getPostgresDatabase().getConnection();
        Statement statement = owner.createStatement()) {
      statement.execute("CREATE DATABASE " + database.name);
    }
    return database;
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name;
  }

  EngineRequest.Address address() {
    return new EngineRequest.Address.Server(
        url(), Optional.of("postgres"), Optional.of(Secret.of(PASSWORD)));
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row. */
  String ask(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), "postgres", "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }
}
