package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.aws.logs.LogTail;
import dev.migratedeploy.aws.logs.LogTail.Progress;
import dev.migratedeploy.deploy.event.DeployEvent.TaskStateChanged;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.support.WaitableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Watches one task until its migration container and its log have ended; neither deprovisioning nor
 * other containers are waited for. One thread looks at the task and at the log in turn, each at its
 * own pace.
 */
final class TaskMonitor {
  /** What is looked at as long as the task has not begun. */
  @FunctionalInterface
  interface BeforeBegin {
    void look(RunningTask task, Instant now);
  }

  /**
   * How long the log must be quiet past the container's end where no end line proves that it is
   * whole.
   */
  static final Duration QUIET = Duration.ofSeconds(10);

  /** How long past that the log is waited for at most: CloudWatch takes in late at times. */
  static final Duration LATEST = Duration.ofSeconds(30);

  /**
   * Between two reads of a log that is far ahead. An account has ten GetLogEvents a second in some
   * regions (CloudWatch Logs quotas).
   */
  private static final Duration BACKLOG = Duration.ofMillis(125);

  /** Between two looks at a task whose log has ended: its container ends within seconds. */
  private static final Duration NEAR_THE_END = Duration.ofMillis(350);

  /** How long it is looked at so often; then the end line was not the end. */
  private static final Duration ENDING = Duration.ofMinutes(1);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final Tasks tasks;
  private final RunningTask task;
  private final LogTail tail;
  private final DeployListener listener;
  private final WaitableClock ticker;
  private final Instant started;
  private final Heartbeat heartbeat;
  private final TaskObserver sight;
  private final CancellationHandler cancel;
  private final BeforeBegin beforeBegin;

  private final PollSchedule looks =
      PollSchedule.between(Duration.ofMillis(100), Duration.ofSeconds(2));
  private final PollSchedule reads =
      PollSchedule.between(Duration.ofMillis(350), Duration.ofMillis(800));

  private Instant lastLine;
  private boolean caughtUp;
  private boolean noLog;

  TaskMonitor(
      Tasks tasks,
      RunningTask task,
      LogTail tail,
      DeployListener listener,
      WaitableClock ticker,
      MigrateOutputParser flyway,
      CancellationHandler cancel,
      BeforeBegin beforeBegin) {
    this.tasks = tasks;
    this.task = task;
    this.tail = tail;
    this.listener = listener;
    this.ticker = ticker;
    this.started = ticker.now();
    this.lastLine = started;
    this.heartbeat = new Heartbeat(listener, task, flyway, started);
    this.sight = new TaskObserver(listener, task);
    this.cancel = cancel;
    this.beforeBegin = beforeBegin;
  }

  /** Returns when the migration has ended, or the time is up. */
  MonitorResult follow(Duration timeout) {
    while (true) {
      if (!sawAll() && (cancel.isPending() || looks.due(ticker.now()))) {
        look();
      }
      if (sight.endedAt().isEmpty() && !sight.mayHaveRun()) {
        beforeBegin.look(task, ticker.now());
      }
      if (mayHaveLog() && reads.due(ticker.now())) {
        read();
      }
      Optional<MonitorResult> exit =
          exit(timeout)
              .or(() -> cancel.react(sight.state(), sight.at(), tail.summary(), ticker.now()));
      if (exit.isPresent()) {
        tail.close();
        return exit.get();
      }
      heartbeat.beat(ticker.now(), sight.status(ticker.now()));
      ticker.sleep(pause(nextTurn(timeout)));
    }
  }

  /** Never long: the job may be cancelled at any moment. */
  private Duration pause(Instant next) {
    Duration pause = Duration.between(ticker.now(), next);
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** Whether no further look can tell more. */
  private boolean sawAll() {
    return sight.endedAt().isPresent() && sight.tellsAll(ticker.now());
  }

  private void look() {
    boolean ended = sight.endedAt().isPresent();
    TaskLookup sighting = tasks.lookUp(task);
    Instant now = ticker.now();
    boolean moved = sight.take(sighting, now);
    if (moved) {
      listener.on(
          new TaskStateChanged(
              task.arn(), sight.state().orElseThrow(), Duration.between(started, now)));
      heartbeat.moved(now);
      reads.hurry();
    }
    if (!ended && sight.endedAt().isPresent()) {
      reads.at(now);
      caughtUp = false;
    }
    looks.next(now, moved);
    if (sight.endedAt().isPresent()
        || (tail.summary().complete() && now.isBefore(lastLine.plus(ENDING)))) {
      looks.noLaterThan(now.plus(NEAR_THE_END));
    }
  }

  private void read() {
    Progress progress = tail.read();
    Instant now = ticker.now();
    caughtUp = progress == Progress.CAUGHT_UP;
    noLog = progress == Progress.NOT_READABLE;
    boolean lines = progress == Progress.LINES || progress == Progress.BACKLOG;
    reads.next(now, lines || progress == Progress.SKIPPED);
    if (progress == Progress.BACKLOG) {
      reads.noLaterThan(now.plus(BACKLOG));
    }
    if (lines) {
      lastLine = now;
      heartbeat.moved(now);
      if (tail.summary().complete()) {
        looks.hurry();
      }
      if (sight.endedAt().isPresent() && tail.summary().complete()) {
        reads.at(now);
      }
    }
  }

  /** A task that was never running has no log, and the quota of calls is the whole account's. */
  private boolean mayHaveLog() {
    return sight
        .state()
        .filter(seen -> seen.stopped() || seen.mayHaveRun(task.container()))
        .isPresent();
  }

  private Optional<MonitorResult> exit(Duration timeout) {
    Instant now = ticker.now();
    if (sight.endedAt().isPresent()) {
      return logHasEnded(now) && sight.tellsAll(now)
          ? Optional.of(new MonitorResult.Stopped(sight.state().orElseThrow(), tail.summary()))
          : Optional.empty();
    }
    Optional<String> lost = sight.lost(now);
    if (lost.isPresent()) {
      return Optional.of(new MonitorResult.Unobservable(lost.get(), tail.summary()));
    }
    Duration waited = Duration.between(started, now);
    return waited.compareTo(timeout) < 0
        ? Optional.empty()
        : Optional.of(new MonitorResult.TimedOut(sight.state(), waited, tail.summary()));
  }

  private boolean logHasEnded(Instant now) {
    TaskState last = sight.state().orElseThrow();
    if (noLog || (caughtUp && tail.summary().complete())) {
      return true;
    }
    Instant ended = sight.endedAt().orElseThrow();
    if (caughtUp && !last.mayHaveRun(task.container())) {
      return true;
    }
    Instant quietSince = lastLine.isAfter(ended) ? lastLine : ended;
    return !now.isBefore(quietSince.plus(QUIET)) || !now.isBefore(ended.plus(LATEST));
  }

  private Instant nextTurn(Duration timeout) {
    Instant end = started.plus(timeout);
    Instant next = mayHaveLog() ? reads.at() : looks.at();
    Instant look = sawAll() ? next : looks.at();
    Instant first = look.isBefore(next) ? look : next;
    return sight.endedAt().isEmpty() && end.isBefore(first) ? end : first;
  }
}
