package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.request.CancelPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a task when its job is cancelled, and how long its end is waited for. */
public final class CancellationHandler {
  /** Shown in the console as why the task stopped. */
  public static final String REASON = "migrate-deploy: the job was cancelled";

  /** How long a lookup is waited for: only that tells whether the task has begun. */
  private static final Duration LOOKUP = Duration.ofSeconds(3);

  private final CancelPolicy policy;
  private final Duration grace;

  /** When the job was cancelled. */
  private Optional<Instant> since = Optional.empty();

  private Instant noticed = Instant.MAX;

  /** Whether ECS was asked since then. */
  private boolean lookedUp;

  /** When the task was asked to stop, or was seen to have ended before. */
  private Optional<Instant> decided = Optional.empty();

  private Instant deadline = Instant.MAX;
  private boolean mayHaveRun;

  private enum Stop {
    NOT_WANTED,
    TO_BE_SENT,
    UNDER_WAY,
    ANSWERED
  }

  private Stop stop = Stop.NOT_WANTED;

  /**
   * A job that is not cancelled yet.
   *
   * @param grace how long after the cancellation a verdict is still heard
   */
  public CancellationHandler(CancelPolicy policy, Duration grace) {
    this.policy = policy;
    this.grace = grace;
  }

  /**
   * The job was cancelled.
   *
   * @return whether that is new
   */
  boolean cancelled(Instant at, Instant now) {
    if (since.isPresent()) {
      return false;
    }
    since = Optional.of(at);
    noticed = now;
    return true;
  }

  /** ECS was asked about the task, and has answered or not. */
  void lookedUp() {
    lookedUp = since.isPresent();
  }

  /** Whether the job was cancelled and nothing has been done about it yet. */
  boolean isPending() {
    return since.isPresent() && decided.isEmpty();
  }

  /** Whether StopTask has to be sent; true once. */
  boolean takeStop() {
    boolean send = stop == Stop.TO_BE_SENT;
    stop = send ? Stop.UNDER_WAY : stop;
    return send;
  }

  /**
   * StopTask was sent.
   *
   * @param mayBeLost whether ECS may not have received it: whether the task runs is not known then
   */
  void stopSent(boolean mayBeLost) {
    stop = Stop.ANSWERED;
    mayHaveRun |= mayBeLost;
  }

  /** When it acts although nothing new was observed. */
  Optional<Instant> deadline() {
    if (decided.isPresent()) {
      return Optional.of(deadline);
    }
    return since.map(unused -> noticed.plus(LOOKUP));
  }

  /** How the watch ends for a cancelled job; empty as long as it goes on. */
  Optional<MonitorResult> react(Instant now, TaskObserver task, LogSummary log) {
    if (isPending()) {
      boolean detached = decide(now, task);
      if (detached) {
        return Optional.of(new MonitorResult.Detached(log));
      }
    }
    boolean stopping = stop == Stop.TO_BE_SENT || stop == Stop.UNDER_WAY;
    if (decided.isEmpty() || stopping || now.isBefore(deadline)) {
      return Optional.empty();
    }
    if (task.endedAt().isPresent()) {
      return Optional.of(new MonitorResult.Stopped(task.state().orElseThrow(), log));
    }
    // What was seen before the task was asked to stop does not tell whether it ran before that.
    boolean ran = mayHaveRun || !task.at().isAfter(decided.get()) || task.mayHaveRun();
    return Optional.of(new MonitorResult.StopRequested(ran, log));
  }

  /** Returns whether the task is left alone and not watched any longer. */
  private boolean decide(Instant now, TaskObserver task) {
    boolean seen = !task.at().isBefore(since.orElseThrow());
    boolean waitedEnough = !now.isBefore(noticed.plus(LOOKUP));
    boolean over = task.endedAt().isPresent();
    if (!over && !seen && !lookedUp && !waitedEnough) {
      return false;
    }
    if (!over && policy == CancelPolicy.FINISH) {
      if (task.mayHaveRun() || (!seen && waitedEnough)) {
        return true;
      }
      if (!seen) {
        return false;
      }
    }
    mayHaveRun = task.mayHaveRun();
    decided = Optional.of(now);
    deadline = deadline(now);
    stop = over ? Stop.NOT_WANTED : Stop.TO_BE_SENT;
    return false;
  }

  private Instant deadline(Instant now) {
    Instant latest = noticed.plus(grace);
    // Where the grace is short, a job whose container has not begun ends within five seconds.
    Instant soon = now.plus(grace.dividedBy(2));
    return mayHaveRun || soon.isAfter(latest) ? latest : soon;
  }
}
