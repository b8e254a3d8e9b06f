package dev.migratedeploy.deploy;

import dev.migratedeploy.problem.NotStartedException;
import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.time.Ticker;
import java.time.Instant;
import java.util.Optional;

/**
 * The wish to end the job, which SIGTERM or SIGINT brings on another thread. It knows whether a
 * task may have been started: until then an end is an end and nothing more has to be done.
 */
public final class Cancellation {
  /** What a cancelled job does to a task that has begun to run SQL. */
  public enum Policy {
    /** Leaves it alone: half a migration is worse than one that nobody watches. */
    FINISH,
    /** Stops it. */
    STOP
  }

  private final Ticker ticker;
  private Optional<Instant> requestedAt = Optional.empty();
  private boolean begun;
  private boolean closed;

  public Cancellation(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Asks the job to end; more than once is the same as once. */
  public synchronized void request() {
    requestedAt = requestedAt.or(() -> Optional.of(ticker.now()));
  }

  /** When the job was asked to end. */
  public synchronized Optional<Instant> requestedAt() {
    return requestedAt;
  }

  /**
   * Makes sure that no task will be started any more.
   *
   * @return whether that is so; not where one may have been started already
   */
  public synchronized boolean closeBeforeStart() {
    closed = !begun;
    return closed;
  }

  /** To be passed just before a task is started; throws where the job was asked to end. */
  synchronized void begin() {
    if (closed || requestedAt.isPresent()) {
      throw cancelled();
    }
    begun = true;
  }

  /** Throws where the job was asked to end and no task has been started. */
  void check() {
    if (requestedAt().isPresent()) {
      throw cancelled();
    }
  }

  private static NotStartedException cancelled() {
    return new NotStartedException(
        Problem.of("the job was cancelled before the task was started", "retry the job"));
  }
}
