package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.flyway.observer.DatabaseSession;
import dev.migratedeploy.plan.state.TouchedTable;
import dev.migratedeploy.plan.state.TouchedTables;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of the tables of a plan as a whole.
 *
 * @param unread names with a placeholder of Flyway in them
 * @param notAsked how many tables the request had no room for
 * @param oldestTransaction null if there is none, or nobody has told it
 */
record TouchedJson(List<String> unread, int notAsked, @Nullable OpenTransaction oldestTransaction) {
  /** A table that a script touches. */
  record Table(String table, @Nullable Long bytes, @Nullable Long rows, @Nullable String kind) {
    static Table of(TouchedTable table) {
      return new Table(
          table.name(), orNull(table.bytes()), orNull(table.rows()), orNull(table.kind()));
    }
  }

  /** The session with the oldest open transaction. */
  record OpenTransaction(
      long pid,
      @Nullable String user,
      @Nullable String application,
      @Nullable String state,
      @Nullable Long ageMs) {
    static OpenTransaction of(DatabaseSession session) {
      return new OpenTransaction(
          session.pid(),
          orNull(session.user()),
          orNull(session.application()),
          orNull(session.state()),
          orNull(session.transaction().map(Duration::toMillis)));
    }
  }

  static TouchedJson of(TouchedTables touched) {
    return new TouchedJson(
        touched.unread(), touched.notAsked(), orNull(touched.oldest().map(OpenTransaction::of)));
  }
}
