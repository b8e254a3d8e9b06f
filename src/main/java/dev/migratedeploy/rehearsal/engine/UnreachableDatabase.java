package dev.migratedeploy.rehearsal.engine;

import java.net.UnknownHostException;
import java.sql.SQLException;

/** Why nothing could be asked of the rehearsal's database, and what to look at. */
final class UnreachableDatabase {
  private UnreachableDatabase() {}

  /**
   * The end of a rehearsal that found no database.
   *
   * @param where its address, without a login
   * @param tried how long, such as {@code 30 s}
   * @param said the driver's own words
   */
  static StoppedException notStarted(String where, String tried, SQLException e, String said) {
    String host = unknownHost(e);
    String cause = "could not reach the rehearsal's database %s, tried for %s: ";
    return host.isEmpty()
        ? StoppedException.notStarted(
            cause.formatted(where, tried) + said,
            "check host and port of --database; in a job they are the alias of the service"
                + " container and the port that it listens on, and its own log tells whether it has"
                + " started")
        : StoppedException.notStarted(
            cause.formatted(where, tried) + "no host has the name " + host,
            "check the host in --database; in a job it is the alias of a service container, and"
                + " GitLab Runner's executors shell and custom start none: there set"
                + " MIGRATE_DEPLOY_DATABASE to a database that the runner reaches, or the"
                + " template's input rehearse: false");
  }

  /** The drivers' own messages do not name it. */
  private static String unknownHost(SQLException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException unknown) {
        // Java may add why, such as ": Name or service not known".
        return String.valueOf(unknown.getMessage()).replaceFirst(": .*", "");
      }
    }
    return "";
  }
}
