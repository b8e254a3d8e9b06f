package dev.migratedeploy.deploy.task;

import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Says that a task still runs while nothing else is to be said. */
final class Heartbeat {
  static final Duration EVERY = Duration.ofMinutes(1);

  /** From here on a word every few minutes is enough. */
  static final Duration LONG_STILL = Duration.ofMinutes(10);

  static final Duration SELDOM = Duration.ofMinutes(5);

  /** How long a script must be silent before the usual causes are named. */
  static final Duration LONG = Duration.ofMinutes(5);

  private static final String USUAL_CAUSES =
      "usual causes: a lock that another session holds (pg_stat_activity, pg_locks);"
          + " CREATE INDEX CONCURRENTLY, which waits for Flyway's own lock unless"
          + " postgresql.transactional.lock=false; a statement that takes its time";

  private final Instant started;
  private Instant lastWord;
  private Instant lastMove;
  private boolean causesNamed;

  Heartbeat(Instant started) {
    this.started = started;
    this.lastWord = started;
    this.lastMove = started;
  }

  /** Something moved. */
  void moved(Instant now) {
    lastWord = now;
    lastMove = now;
    causesNamed = false;
  }

  /** When the next word is due, if nothing moves before. */
  Instant next() {
    Instant next = lastWord.plus(EVERY);
    return next.isAfter(lastMove.plus(LONG_STILL)) ? lastWord.plus(SELDOM) : next;
  }

  /**
   * What is to be said, if it was silent for long enough.
   *
   * @param status of the task, in a word or two
   * @param work what it does: the usual causes are named only if nobody has observed it
   */
  List<String> beat(Instant now, String status, CurrentWork work) {
    if (now.isBefore(next())) {
      return List.of();
    }
    lastWord = now;
    Duration silent = Duration.between(lastMove, now);
    String still =
        "still "
            + status
            + " after "
            + HumanReadable.words(Duration.between(started, now))
            + "; "
            + work.words().map(words -> "in " + words + ", ").orElse("")
            + "silent for "
            + HumanReadable.words(silent);
    if (causesNamed || work.isObserved() || work.words().isEmpty() || silent.compareTo(LONG) < 0) {
      return List.of(still);
    }
    causesNamed = true;
    return List.of(still, USUAL_CAUSES);
  }
}
