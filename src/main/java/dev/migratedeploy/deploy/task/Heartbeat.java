package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.time.Instant;

/** Says that a task still runs while nothing else is to be said. */
final class Heartbeat {
  static final Duration EVERY = Duration.ofMinutes(1);

  /** From here on a word every few minutes is enough. */
  static final Duration LONG_STILL = Duration.ofMinutes(10);

  static final Duration SELDOM = Duration.ofMinutes(5);

  /** How long a script must be silent before the usual causes are named. */
  static final Duration LONG = Duration.ofMinutes(5);

  private final DeployListener listener;
  private final RunningTask task;
  private final MigrateOutputParser flyway;
  private final Instant started;
  private Instant lastWord;
  private Instant lastMove;
  private boolean causesNamed;

  Heartbeat(
      DeployListener listener, RunningTask task, MigrateOutputParser flyway, Instant started) {
    this.listener = listener;
    this.task = task;
    this.flyway = flyway;
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

  /** Speaks where it has been silent for long enough. */
  void beat(Instant now, String status) {
    Duration silent = Duration.between(lastMove, now);
    if (now.isBefore(lastWord.plus(silent.compareTo(LONG_STILL) > 0 ? SELDOM : EVERY))) {
      return;
    }
    lastWord = now;
    listener.on(
        new Noted(
            task,
            "still "
                + status
                + " after "
                + HumanReadable.words(Duration.between(started, now))
                + "; "
                + flyway.lastBegun().map(script -> "in " + script + ", ").orElse("")
                + "silent for "
                + HumanReadable.words(silent)));
    if (!causesNamed && flyway.lastBegun().isPresent() && silent.compareTo(LONG) >= 0) {
      causesNamed = true;
      listener.on(
          new Noted(
              task,
              "usual causes: a lock that another session holds (pg_stat_activity, pg_locks);"
                  + " CREATE INDEX CONCURRENTLY, which waits for Flyway's own lock unless"
                  + " postgresql.transactional.lock=false; a statement that takes its time"));
    }
  }
}
