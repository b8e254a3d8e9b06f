package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.result.RehearsedDatabase;
import dev.migratedeploy.rehearsal.wire.EngineEvent.Stopped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The database that the scripts are rehearsed on, known to be empty at the beginning. */
record EmptyDatabase(JdbcAddress address, RehearsedDatabase product) {
  private static final Pattern VERSION = Pattern.compile("\\d++(?:\\.\\d++)*+");

  /** What speaks PostgreSQL's protocol, and is no PostgreSQL. */
  private static final Pattern OTHER = Pattern.compile("CockroachDB|Yugabyte|Redshift|Materialize");

  private static final String CLAIM =
      "SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtext('migrate-deploy rehearse'))::int";

  /** In its own schema, or in one that Flyway makes. */
  private static final String MAY_CREATE =
      "SELECT coalesce(pg_catalog.has_schema_privilege(current_schema(), 'CREATE'), false)"
          + " OR pg_catalog.has_database_privilege(current_database(), 'CREATE')";

  /** The name of a lock has 64 letters at most. */
  private static final String CLAIM_BY_NAME =
      "SELECT GET_LOCK(CONCAT('migrate-deploy ', MD5(DATABASE())), 0)";

  /** Looks at it, and changes nothing. */
  static EmptyDatabase check(Connection connection, JdbcAddress address, String where)
      throws SQLException {
    RehearsedDatabase product = product(connection);
    if (catalog(connection).isEmpty()) {
      throw StoppedException.refused(
          "the URL of the rehearsal's database, " + where + ", names no database",
          "add its name to --database, such as mariadb://database/app");
    }
    List<String> contents = DatabaseTools.catalog(connection).contents(connection);
    if (!contents.isEmpty()) {
      throw new StoppedException(
          Stopped.Reason.REFUSED,
          "the rehearsal's database " + where + " is not empty, and was left as it is",
          contents,
          "give --database a database with nothing in it: scripts are never rehearsed on one that"
              + " is in use; after an earlier rehearsal drop it and create it again, or start a new"
              + " container");
    }
    EmptyDatabase found = new EmptyDatabase(address, product);
    if (found.isPostgreSql() && one(connection, MAY_CREATE).filter("f"::equals).isPresent()) {
      throw StoppedException.refused(
          "the login to the rehearsal's database " + where + " may not create a table there",
          "log in as the database's owner, as the user of the database's image is");
    }
    return found;
  }

  /**
   * Keeps other rehearsals away until this process ends: what they do would be told as what these
   * scripts have done. The session is never closed, since its end would end the claim.
   */
  void claim(String where) throws SQLException {
    Connection kept = address.getConnection();
    if (!one(kept, isPostgreSql() ? CLAIM : CLAIM_BY_NAME).filter("1"::equals).isPresent()) {
      kept.close();
      throw StoppedException.refused(
          "another rehearsal is running on the database " + where,
          "give each rehearsal a database of its own");
    }
  }

  boolean isPostgreSql() {
    return product.product().equals("PostgreSQL");
  }

  /** Whether a script has dropped it. */
  boolean isGone() {
    try (Connection connection = address.getConnection()) {
      return catalog(connection).isEmpty();
    } catch (SQLException e) {
      return DatabaseConnection.isUnknown(e);
    }
  }

  private static RehearsedDatabase product(Connection connection) throws SQLException {
    String name = connection.getMetaData().getDatabaseProductName();
    String version = one(connection, "SELECT version()").orElse("");
    Matcher other = OTHER.matcher(version);
    if (other.find() || !List.of("PostgreSQL", "MySQL", "MariaDB").contains(name)) {
      throw StoppedException.refused(
          "scripts cannot be rehearsed on "
              + (other.reset().find() ? other.group() : name)
              + ", only on PostgreSQL, MySQL and MariaDB",
          "give --database one of those that is the environment's own");
    }
    Matcher number = VERSION.matcher(connection.getMetaData().getDatabaseProductVersion());
    return new RehearsedDatabase(name, number.find() ? number.group() : version);
  }

  private static Optional<String> catalog(Connection connection) throws SQLException {
    return Optional.ofNullable(connection.getCatalog()).filter(name -> !name.isEmpty());
  }

  private static Optional<String> one(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    }
  }
}
