package dev.migratedeploy.observer;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the database said when a statement failed. */
final class Failure {
  /** PostgreSQL: lock_not_available, deadlock_detected. */
  private static final List<String> LOCK_STATES = List.of("55P03", "40P01");

  /** MySQL: lock wait timeout exceeded, deadlock found. */
  private static final List<Integer> LOCK_CODES = List.of(1205, 1213);

  static final Failure UNKNOWN = new Failure(null, 0, false);

  final @Nullable String state;
  final int code;

  /** The transaction takes no statement any more, so nothing of it can be committed. */
  final boolean aborted;

  Failure(@Nullable String state, int code, boolean aborted) {
    this.state = state;
    this.code = code;
    this.aborted = aborted;
  }

  boolean ofLock() {
    return (state != null && LOCK_STATES.contains(state)) || LOCK_CODES.contains(code);
  }

  /** Never a message: it may hold data. */
  static String nameOf(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    if (failure instanceof SQLException && ((SQLException) failure).getSQLState() != null) {
      return ((SQLException) failure).getSQLState() + " " + name;
    }
    return name;
  }
}
