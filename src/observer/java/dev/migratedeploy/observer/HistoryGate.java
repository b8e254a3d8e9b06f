package dev.migratedeploy.observer;

import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Lets Flyway change only a database whose schema history is the one that a plan has seen. Whatever
 * goes wrong here ends Flyway: nobody could say that the history is that one.
 */
final class HistoryGate {
  /** The history is another one; the line before says how. */
  static final int ANOTHER = 77;

  /** Nobody can tell. */
  static final int NOT_CHECKED = 78;

  /** What belongs to Flyway's own preparations, if there was no history before. */
  private static final List<String> OWN = List.of("SCHEMA", "BASELINE");

  private final ObserverEnvironment environment;
  private @Nullable LineOutput lines;
  private @Nullable DatabaseSessions database;
  private @Nullable Configuration configuration;
  private boolean passed;
  private boolean passedAgain;

  HistoryGate(ObserverEnvironment environment) {
    this.environment = environment;
  }

  /** Flyway's first connection is there, and nothing has been done with it. */
  void connected(LineOutput output, @Nullable DatabaseSessions sessions, Configuration configured) {
    lines = output;
    database = sessions;
    configuration = configured;
    if (environment.tellsHistory) {
      try {
        output.write(read().fingerprint().into(JsonLine.of("state")));
      } catch (SQLException | RuntimeException failure) {
        output.lost("state", failure);
      }
    }
    if (environment.planned != null) {
      compare(environment.planned, false);
      passed = true;
    }
  }

  /** Flyway comes to an event. */
  void before(Event event) {
    PlannedHistory planned = environment.planned;
    if (planned == null) {
      return;
    }
    String name = event.name();
    if (!passed && name.matches(".*(MIGRATE|SCHEMA|BASELINE|CLEAN|UNDO|REPAIR).*")) {
      end(NOT_CHECKED, "Flyway has told of no connection before " + name);
    }
    // Flyway holds its lock now: another one that it waited for may have come first.
    if (passed && !passedAgain && event == Event.BEFORE_EACH_MIGRATE) {
      compare(planned, true);
      passedAgain = true;
    }
  }

  /** What is thrown while it is not known whether the history is that one. */
  void failed(Throwable failure) {
    if (environment.planned != null && !(passed && passedAgain)) {
      end(NOT_CHECKED, Failure.nameOf(failure));
    }
  }

  private HistoryLines read() throws SQLException {
    DatabaseSessions sessions = database;
    Configuration flyway = configuration;
    if (sessions == null || flyway == null) {
      throw new SQLException("no such database is known here", "0A000");
    }
    try (OwnConnection own = OwnConnection.open(flyway.getDataSource(), sessions)) {
      return HistoryLines.readIfAny(own, sessions, flyway);
    }
  }

  private void compare(PlannedHistory planned, boolean again) {
    try {
      HistoryLines now = read();
      HistoryFingerprint seen = fingerprint(now, planned, again);
      boolean same = seen.digest.equals(planned.digest);
      JsonLine line =
          now.fingerprint().into(JsonLine.of("as-planned").put("same", same).put("again", again));
      if (!same) {
        line.json("since", now.since(planned.rank).toString());
      }
      tell(line);
      if (!same) {
        end(ANOTHER, null);
      }
    } catch (SQLException | RuntimeException failure) {
      end(NOT_CHECKED, Failure.nameOf(failure));
    }
  }

  /** A run after one that did not get a lock finds what the earlier one has applied. */
  private HistoryFingerprint fingerprint(HistoryLines now, PlannedHistory planned, boolean again) {
    if (environment.run > 1) {
      return now.until(planned.rank);
    }
    return again && planned.rank == 0 ? now.without(OWN) : now.fingerprint();
  }

  private void tell(JsonLine line) {
    LineOutput output = lines;
    if (output != null) {
      output.write(line);
    }
  }

  private void end(int code, @Nullable String why) {
    if (why != null) {
      tell(JsonLine.of("not-checked").put("why", why));
    }
    LineOutput output = lines;
    if (output != null) {
      output.end(JsonLine.of("end").put("result", "none").put("statements", 0).put("scripts", 0));
    } else if (why != null) {
      System.out.println("[migrate-deploy] not checked: " + why);
    }
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(code);
  }
}
