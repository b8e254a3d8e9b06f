package dev.migratedeploy.deploy.task;

import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The wish to end the job, which SIGTERM or SIGINT brings on another thread. It knows whether a
 * task may have been started: until then an end is an end and nothing more has to be done.
 */
public final class Cancellation {
  /** GitLab's docker executor kills a cancelled job about ten seconds after SIGTERM. */
  public static final Duration SHORT_GRACE = Duration.ofSeconds(8);

  private final WaitableClock ticker;
  private final Duration grace;
  private Optional<Instant> requestedAt = Optional.empty();
  private boolean begun;
  private boolean closed;

  public Cancellation(WaitableClock ticker) {
    this(ticker, SHORT_GRACE);
  }

  /**
   * The same where a cancelled job has more time.
   *
   * @param grace how long after the wish a verdict is still heard
   */
  public Cancellation(WaitableClock ticker, Duration grace) {
    this.ticker = ticker;
    this.grace = grace;
  }

  /** Asks the job to end; more than once is the same as once. */
  public synchronized void request() {
    requestedAt = requestedAt.or(() -> Optional.of(ticker.now()));
  }

  /** How long a task that was asked to stop may be waited for. */
  public Duration grace() {
    return grace;
  }

  /** When the job was asked to end. */
  public synchronized Optional<Instant> requestedAt() {
    return requestedAt;
  }

  /**
   * Makes sure that no task will be started any more.
   *
   * @return whether that is so; not if one may have been started already
   */
  public synchronized boolean closeBeforeStart() {
    closed = !begun;
    return closed;
  }

  /** Whether a task may have been started. */
  public synchronized boolean hasBegun() {
    return begun;
  }

  /** To be passed just before a task is started; throws where the job was asked to end. */
  public synchronized void begin() {
    if (closed || requestedAt.isPresent()) {
      throw cancelled();
    }
    begun = true;
  }

  /** A task that another job has started is followed: what it does is this job's verdict. */
  public synchronized void follows() {
    begun = true;
  }

  /** Throws where the job was asked to end and no task has been started. */
  public void check() {
    if (requestedAt().isPresent()) {
      throw cancelled();
    }
  }

  private static NotStartedException cancelled() {
    return new NotStartedException(
        Problem.of("the job was cancelled before the task was started", "retry the job"));
  }
}
