package dev.migratedeploy.deploy.task;

import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.support.WaitableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Jobs that share one virtual clock. One of them runs at a time, up to its next pause; then the one
 * goes on whose pause ends first. So what they do is interleaved as their pauses say.
 */
public final class Interleaving {
  /** One job, and the clock that it is given. */
  public final class Job implements WaitableClock {
    private final Semaphore turn = new Semaphore(0);
    private final Thread thread;
    private Instant wake;
    private boolean over;
    private Optional<Throwable> failure = Optional.empty();

    private Job(Instant begin, Consumer<Job> work) {
      wake = begin;
      thread =
          new Thread(
              () -> {
                turn.acquireUninterruptibly();
                try {
                  work.accept(this);
                } catch (Throwable e) {
                  failure = Optional.of(e);
                } finally {
                  over = true;
                  paused.release();
                }
              },
              "job");
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void sleep(Duration duration) {
      wake = now.plus(duration.isNegative() ? Duration.ZERO : duration);
      paused.release();
      turn.acquireUninterruptibly();
    }
  }

  private final Semaphore paused = new Semaphore(0);
  private final List<Job> jobs = new ArrayList<>();
  private volatile Instant now = VirtualTicker.START;

  public void add(Duration begin, Consumer<Job> work) {
    jobs.add(new Job(now.plus(begin), work));
  }

  public Duration elapsed() {
    return Duration.between(VirtualTicker.START, now);
  }

  /** Runs them all to their ends; throws what one of them threw. */
  public void run() {
    while (true) {
      Optional<Job> next =
          jobs.stream().filter(job -> !job.over).min(Comparator.comparing(job -> job.wake));
      if (next.isEmpty()) {
        return;
      }
      now = next.get().wake.isAfter(now) ? next.get().wake : now;
      next.get().turn.release();
      paused.acquireUninterruptibly();
      next.get()
          .failure
          .ifPresent(
              failure -> {
                throw new AssertionError(failure.getMessage(), failure);
              });
    }
  }
}
