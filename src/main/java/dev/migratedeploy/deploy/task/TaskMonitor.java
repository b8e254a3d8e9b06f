package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.aws.logs.LogTail;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.FlywayObserved;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.TaskStateChanged;
import dev.migratedeploy.flyway.observer.ObserverEvent.Blocked;
import dev.migratedeploy.flyway.observer.ObserverEvent.LockRetry;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementRunning;
import dev.migratedeploy.verdict.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Watches one task until its migration container and its log have ended; neither deprovisioning nor
 * other containers are waited for. A state machine: it is told what was observed, and says what
 * happened and what to ask next. It never asks or waits itself, so that any number of tasks can
 * share one clock, one DescribeTasks and one budget of log requests. Steps in between change
 * nothing.
 */
public final class TaskMonitor {
  /** Between two lookups of a task of which something is known to happen now. */
  private static final Duration SOON = Duration.ofMillis(350);

  private final RunningTask task;
  private final Instant started;
  private final Duration timeout;
  private final LogListener output;
  private final TaskObserver observer;
  private final LogProgress log;
  private final CancellationHandler cancel;
  private final Heartbeat heartbeat;
  private final PollSchedule lookups =
      PollSchedule.between(Duration.ofMillis(100), Duration.ofSeconds(2));

  private final List<DeployEvent> events = new ArrayList<>();

  /** When the step that is taken now was begun. */
  private Instant clock;

  /** Whether the log has told the reader something since that was asked last. */
  private boolean told;

  private Optional<MonitorResult> result = Optional.empty();

  /**
   * A monitor of a task that was just started, or found.
   *
   * @param started since when the timeout counts
   * @param cancel what to do if the job is cancelled
   * @param output gets every line of the log
   */
  public TaskMonitor(
      RunningTask task,
      Instant started,
      Duration timeout,
      CancellationHandler cancel,
      LogListener output) {
    this.task = task;
    this.started = started;
    this.timeout = timeout;
    this.output = output;
    this.cancel = cancel;
    this.observer = new TaskObserver(task.container());
    this.heartbeat = new Heartbeat(started);
    this.clock = started;
    this.log = new LogProgress(new LogTail(this::read), started);
  }

  /**
   * Takes in what was observed by now.
   *
   * @param observations in the order in which they were made
   */
  public MonitorStep step(Instant now, List<Observation> observations) {
    events.clear();
    clock = now;
    if (result.isEmpty()) {
      observations.forEach(observation -> take(observation, now));
      result = ended(now).or(() -> cancel.react(now, observer, log.summary()));
      boolean stop = cancel.takeStop();
      if (stop) {
        note("the job was cancelled: stopping the task");
      }
      if (result.isEmpty()) {
        heartbeat.beat(now, observer.status(now), output.current(now)).forEach(this::note);
        return new MonitorStep(events, requests(now, stop), result);
      }
      log.close();
    }
    return new MonitorStep(events, MonitorStep.Requests.none(now), result);
  }

  private void take(Observation observation, Instant now) {
    if (observation instanceof Observation.LookedUp answer) {
      lookedUp(answer, now);
    } else if (observation instanceof Observation.LogRead answer) {
      logRead(answer, now);
    } else if (observation instanceof Observation.StopSent answer) {
      cancel.stopSent(answer.failure().isPresent());
      answer.failure().map(Problem::cause).ifPresent(this::note);
    } else if (cancel.cancelled(((Observation.Cancelled) observation).since(), now)) {
      lookups.at(now);
    }
  }

  private void lookedUp(Observation.LookedUp answer, Instant now) {
    boolean over = observer.endedAt().isPresent();
    boolean moved = observer.take(answer.lookup(), answer.answered());
    observer.complaint(now).ifPresent(this::note);
    if (moved) {
      TaskState state = observer.state().orElseThrow();
      events.add(
          new TaskStateChanged(task.arn(), state, Duration.between(started, answer.answered())));
      heartbeat.moved(now);
      log.hurry();
    }
    if (!over && observer.endedAt().isPresent()) {
      log.containerEnded(answer.answered());
    }
    cancel.lookedUp();
    lookups.next(now, moved);
    // A container ends within seconds of its log, and its task soon after it.
    if (cancel.isPending() || observer.endedAt().isPresent() || log.endedJustNow(now)) {
      lookups.noLaterThan(now.plus(SOON));
    }
  }

  private void logRead(Observation.LogRead answer, Instant now) {
    told = false;
    boolean lines = log.take(answer, now);
    if (told) {
      heartbeat.moved(now);
    }
    if (lines && log.summary().complete()) {
      lookups.hurry();
    }
  }

  private void read(LogLine line) {
    List<DeployEvent> news = output.line(task, line, clock);
    events.addAll(news);
    told |= news.stream().anyMatch(TaskMonitor::isShown);
  }

  /** Of the observer's lines those that the reader sees, sooner or later. */
  private static boolean isShown(DeployEvent event) {
    return event instanceof LogLineRead read
        ? read.shown()
        : event instanceof FlywayObserved observed
            && (observed.event() instanceof StatementRunning
                || observed.event() instanceof Blocked
                || observed.event() instanceof LockRetry);
  }

  private Optional<MonitorResult> ended(Instant now) {
    if (observer.endedAt().isPresent()) {
      TaskState last = observer.state().orElseThrow();
      return log.hasEnded(now, last.mayHaveRun(task.container())) && observer.toldAll(now)
          ? Optional.of(new MonitorResult.Stopped(last, log.summary()))
          : Optional.empty();
    }
    Optional<String> lost = observer.lost(now);
    if (lost.isPresent()) {
      return Optional.of(new MonitorResult.Unobservable(lost.get(), log.summary()));
    }
    Duration waited = Duration.between(started, now);
    return waited.compareTo(timeout) < 0
        ? Optional.empty()
        : Optional.of(new MonitorResult.TimedOut(observer.state(), waited, log.summary()));
  }

  private MonitorStep.Requests requests(Instant now, boolean stop) {
    boolean over = observer.endedAt().isPresent();
    return new MonitorStep.Requests(
        over && observer.toldAll(now) ? Optional.empty() : Optional.of(lookups.at()),
        mayHaveLog() ? log.readAt() : Optional.empty(),
        log.token(),
        stop,
        !over && !observer.mayHaveRun(),
        nextDeadline(now));
  }

  /** When something changes although nothing new was observed. */
  private Instant nextDeadline(Instant now) {
    Stream<Instant> ends =
        observer.endedAt().isPresent()
            ? Stream.concat(observer.allToldAt().stream(), log.deadlines().stream())
            : Stream.concat(Stream.of(started.plus(timeout)), observer.lostAt().stream());
    return Stream.concat(ends, cancel.deadline().stream())
        .filter(deadline -> deadline.isAfter(now))
        .reduce(heartbeat.next(), (one, other) -> one.isBefore(other) ? one : other);
  }

  private void note(String sentence) {
    events.add(new Noted(task, sentence));
  }

  /** A task that was never running has no log, and the quota of calls is the whole account's. */
  private boolean mayHaveLog() {
    return observer
        .state()
        .filter(seen -> seen.stopped() || seen.mayHaveRun(task.container()))
        .isPresent();
  }
}
