package dev.migratedeploy.localcloud;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A PostgreSQL server: one database for each environment, and one user whose password counts. */
public final class LocalDatabase implements AutoCloseable {
  public static final String USER = "migrator";
  private static final String OTHER_USER = "report_user";

  private final EmbeddedPostgres server;
  private final String password;

  private LocalDatabase(EmbeddedPostgres server, String password) {
    this.server = server;
    this.password = password;
  }

  static LocalDatabase start(String password) {
    try {
      Path data = Files.createTempDirectory("local-database");
      EmbeddedPostgres server = PostgreSqlServer.startIn(data);
      LocalDatabase database = new LocalDatabase(server, password);
      database.askForPasswords(data);
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    }
  }

  /** A database of this name, owned by the user. */
  void create(String name) {
    asOwnerOf("postgres", "CREATE DATABASE \"" + name + "\" OWNER " + USER);
  }

  /** A copy of a database to which nobody is connected, owned by the user. */
  void copy(String original, String name) {
    asOwnerOf(
        "postgres",
        "CREATE DATABASE \"%s\" TEMPLATE \"%s\" OWNER %s".formatted(name, original, USER));
  }

  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
  }

  public int port() {
    return server.getPort();
  }

  public String password() {
    return password;
  }

  /** A script that does not end before the lock of {@link #hold} is let go. */
  public static final String SCRIPT_THAT_WAITS =
      "CREATE TABLE slow (id int); SELECT pg_advisory_xact_lock(1);";

  /** Holds the lock that {@link #SCRIPT_THAT_WAITS} waits for, until it is closed. */
  public Held hold(String database) {
    return hold(database, 1);
  }

  /** Holds the lock that Flyway takes while it migrates (its PostgreSQLAdvisoryLockTemplate). */
  public Held holdFlywaysLock(String database) {
    return hold(database, 77431708279161L + "\"public\".\"flyway_schema_history\"".hashCode());
  }

  private Held hold(String database, long lock) {
    try {
      Connection connection = DriverManager.getConnection(url(database), USER, password);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT pg_advisory_lock(" + lock + ")");
      }
      return () -> close(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot lock " + database, e);
    }
  }

  /**
   * A session of another user that has read a table and left its transaction open: it holds the
   * table's lock, idle, until it is closed.
   *
   * @param application its name
   */
  public Held holdTable(String database, String table, String application) {
    asOwnerOf(
        "postgres",
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN"
                .formatted(OTHER_USER)
            + " CREATE USER %1$s PASSWORD '%2$s'; END IF; END $$".formatted(OTHER_USER, password));
    execute(database, "GRANT SELECT ON " + table + " TO " + OTHER_USER);
    Properties login = new Properties();
    login.setProperty("user", OTHER_USER);
    login.setProperty("password", password);
    login.setProperty("ApplicationName", application);
    try {
      Connection connection = DriverManager.getConnection(url(database), login);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT count(*) FROM " + table);
      }
      return () -> close(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot lock " + table, e);
    }
  }

  /** Lets the scripts' user see what the sessions of others do, which only their own user may. */
  public void showEverySession() {
    asOwnerOf("postgres", "GRANT pg_read_all_stats TO " + USER);
  }

  /** A lock that is held until it is let go. */
  public interface Held extends AutoCloseable {
    @Override
    void close();
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close a connection", e);
    }
  }

  /** The scripts that Flyway's table says were applied, in their order; none without the table. */
  public List<String> appliedScripts(String database) {
    boolean empty =
        query(database, "SELECT to_regclass('flyway_schema_history')").get(0).contains("null");
    return empty
        ? List.of()
        : query(
                database,
                "SELECT script FROM flyway_schema_history WHERE success ORDER BY installed_rank")
            .stream()
            .map(row -> row.get(0))
            .toList();
  }

  /** The rows of a query, each column as text. */
  public List<List<String>> query(String database, String sql) {
    try (Connection connection = DriverManager.getConnection(url(database), USER, password);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          row.add(String.valueOf(result.getString(column)));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot query " + database, e);
    }
  }

  /** Runs a statement as the owner of the scripts' tables. */
  public void execute(String database, String sql) {
    try (Connection connection = DriverManager.getConnection(url(database), USER, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot change " + database, e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Embedded, the server believes every client; a wrong password must be refused instead. */
  private void askForPasswords(Path data) throws IOException {
    asOwnerOf("postgres", "CREATE USER " + USER + " PASSWORD '" + password + "'");
    Files.writeString(
        data.resolve("pg_hba.conf"),
        "local all postgres trust\nhost all postgres all trust\nhost all all all scram-sha-256\n");
    asOwnerOf("postgres", "SELECT pg_reload_conf()");
  }

  private void asOwnerOf(String database, String sql) {
    try (Connection connection = DriverManager.getConnection(url(database), "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot prepare " + database, e);
    }
  }
}
