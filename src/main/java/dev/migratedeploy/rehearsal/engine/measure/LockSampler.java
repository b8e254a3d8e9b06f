package dev.migratedeploy.rehearsal.engine.measure;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a session's locks again and again while a statement runs that commits by itself: when it
 * has ended, they are gone.
 */
final class LockSampler implements AutoCloseable {
  /** A short statement is looked at without a pause, lest its locks be missed. */
  private static final long WITHOUT_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long PAUSE_MILLIS = 5;

  /** Less than a millisecond's. */
  private static final int LOOKS = 20;

  /** What is held at any time during so many looks. */
  interface Look {
    Map<Long, LockMode> held(int looks) throws SQLException;
  }

  /**
   * A lock that was seen: the strongest one of its table.
   *
   * @param from when it was first seen
   * @param until when it was not seen any more
   */
  record Seen(LockMode mode, long from, long until) {}

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "lock-sampler");
            made.setDaemon(true);
            return made;
          });
  private final LongSupplier nanos;
  private @Nullable Sampling running;

  LockSampler(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void start(Look look) throws InterruptedException {
    Sampling sampling = new Sampling(look, nanos);
    sampling.result = thread.submit(sampling);
    // What begins now is not to be over before it is looked at for the first time.
    sampling.looked.await();
    running = sampling;
  }

  /** Whether it was started and not stopped yet. */
  boolean isRunning() {
    return running != null;
  }

  /** What was seen, by table. */
  Map<Long, Seen> stop() throws SQLException, InterruptedException {
    Sampling sampling = running;
    running = null;
    if (sampling == null || sampling.result == null) {
      return Map.of();
    }
    sampling.stop.countDown();
    try {
      return sampling.result.get();
    } catch (ExecutionException e) {
      throw new SQLException("could not look at the locks", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private static final class Sampling implements Callable<Map<Long, Seen>> {
    private final CountDownLatch looked = new CountDownLatch(1);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Map<Long, Seen> strongest = new HashMap<>();
    private final Look look;
    private final LongSupplier nanos;
    private Map<Long, LockMode> last = Map.of();
    private @Nullable Future<Map<Long, Seen>> result;

    Sampling(Look look, LongSupplier nanos) {
      this.look = look;
      this.nanos = nanos;
    }

    @Override
    public Map<Long, Seen> call() throws SQLException, InterruptedException {
      long began = nanos.getAsLong();
      try {
        see(look.held(1));
        looked.countDown();
        while (stop.getCount() > 0) {
          if (nanos.getAsLong() - began < WITHOUT_PAUSE) {
            see(look.held(LOOKS));
          } else if (!stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            see(look.held(1));
          }
        }
        see(last);
        return strongest;
      } finally {
        looked.countDown();
      }
    }

    private void see(Map<Long, LockMode> held) {
      long now = nanos.getAsLong();
      last.forEach(
          (oid, mode) ->
              strongest.computeIfPresent(
                  oid,
                  (unused, seen) ->
                      mode == seen.mode ? new Seen(seen.mode, seen.from, now) : seen));
      held.forEach(
          (oid, mode) -> {
            Seen seen = strongest.get(oid);
            if (seen == null || mode.isStrongerThan(seen.mode)) {
              strongest.put(oid, new Seen(mode, now, now));
            }
          });
      last = held;
    }
  }
}
