package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.EngineRequest.Address.Server;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** The way to the database: a service container may still be starting when the job begins. */
final class DatabaseConnection {
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** No further try helps: of PostgreSQL's driver, and of MariaDB's. */
  private static final Pattern WANTS_OTHER_SSL =
      Pattern.compile(
          "server does not support SSL|Invalid sslmode|no encryption$|SSL off"
              + "|ssl not enabled|[Ww]rong (?:value|argument) .*ssl");

  private static final List<String> PRODUCTS = List.of("postgresql", "mariadb", "mysql");

  private final JdbcAddress address;
  private final String where;
  private final ShownText text;

  private DatabaseConnection(JdbcAddress address, String where, ShownText text) {
    this.address = address;
    this.where = where;
    this.text = text;
  }

  static DatabaseConnection to(Server server, ShownText text) {
    String url = server.url();
    if (PRODUCTS.stream().noneMatch(product -> url.startsWith("jdbc:" + product + ":"))) {
      throw StoppedException.refused(
          "there is no driver for the rehearsal's database "
              + url.replaceFirst("^(jdbc:[a-z0-9]*:).*", "$1…"),
          "give --database a PostgreSQL, MySQL or MariaDB, such as"
              + " postgresql://app:secret@database/app");
    }
    Properties login = new Properties();
    server.user().ifPresent(user -> login.setProperty("user", user));
    server.password().map(Secret::reveal).ifPresent(word -> login.setProperty("password", word));
    // One driver speaks to both.
    return new DatabaseConnection(
        new JdbcAddress(url.replaceFirst("^jdbc:mysql:", "jdbc:mariadb:"), login),
        shown(url),
        text);
  }

  static DatabaseConnection to(JdbcAddress address, ShownText text) {
    return new DatabaseConnection(address, shown(address.url()), text);
  }

  private static String shown(String url) {
    return url.replaceFirst("^jdbc:", "").replaceFirst("[?;].*", "");
  }

  /** Connects, and looks whether it is a database to rehearse on. */
  EmptyDatabase open(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      try (Connection connection = address.getConnection()) {
        EmptyDatabase found = EmptyDatabase.check(connection, address, where);
        found.claim(where);
        return found;
      } catch (SQLException e) {
        Optional<StoppedException> refused = refused(e);
        if (refused.isPresent()) {
          throw refused.get();
        }
        if (System.nanoTime() >= until) {
          throw unreachable(e, patience);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** By SQLSTATE, and for MariaDB's driver by the server's own number. */
  private Optional<StoppedException> refused(SQLException e) {
    String state = Optional.ofNullable(e.getSQLState()).orElse("");
    if (WANTS_OTHER_SSL.matcher(String.valueOf(e.getMessage())).find()) {
      return Optional.of(
          StoppedException.refused(
              "could not agree with the rehearsal's database %s on SSL: %s"
                  .formatted(where, said(e)),
              "correct sslmode in --database; a service container has no SSL, unless its image was"
                  + " set up for it"));
    }
    if (state.startsWith("28") || state.equals("08004") || e.getErrorCode() == 1045) {
      return Optional.of(
          StoppedException.refused(
              "the rehearsal's database %s refused the login: %s".formatted(where, said(e)),
              "put user and password into --database, or into MIGRATE_DEPLOY_DATABASE_USER and"
                  + " MIGRATE_DEPLOY_DATABASE_PASSWORD; for a service container they are those"
                  + " of its variables, such as POSTGRES_PASSWORD"));
    }
    if (isUnknown(e) || e.getErrorCode() == 1044) {
      return Optional.of(
          StoppedException.refused(
              "there is no such database as the rehearsal's %s: %s".formatted(where, said(e)),
              "create it, or name another one in --database; for a service container its variable"
                  + " POSTGRES_DB or MARIADB_DATABASE makes one"));
    }
    boolean mayPass =
        state.startsWith("08") || state.startsWith("57P") || state.equals("53300") || isNetwork(e);
    return mayPass
        ? Optional.empty()
        : Optional.of(
            StoppedException.refused(
                "could not use the rehearsal's database %s: %s".formatted(where, said(e)),
                "correct what it says, or give --database another one"));
  }

  /** Whether there is no such database. */
  static boolean isUnknown(SQLException e) {
    return "3D000".equals(e.getSQLState()) || e.getErrorCode() == 1049;
  }

  private static boolean isNetwork(SQLException e) {
    return e.getCause() instanceof java.io.IOException;
  }

  private StoppedException unreachable(SQLException e, Duration patience) {
    return UnreachableDatabase.notStarted(where, HumanReadable.limit(patience), e, said(e));
  }

  private String said(SQLException e) {
    return text.message(String.valueOf(e.getMessage()));
  }
}
