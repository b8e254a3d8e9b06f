package dev.migratedeploy.support;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A value that is worked out on another thread until it is needed. If that fails, the code that
 * needs the value gets the failure, as if it had happened then and there; if nobody needs it,
 * nobody does. So the work is to change nothing, or to be waited for.
 */
public final class Prefetch<T> {
  /** As many threads as there is work, none of which keeps the process from ending. */
  private static final Executor THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "ahead");
            thread.setDaemon(true);
            return thread;
          });

  private final FutureTask<T> work;
  private final boolean begun;

  private Prefetch(Supplier<T> work, boolean begun) {
    this.work = new FutureTask<>(work::get);
    this.begun = begun;
    if (begun) {
      THREADS.execute(this.work);
    }
  }

  /** Begins at once. */
  public static <T> Prefetch<T> of(Supplier<T> work) {
    return new Prefetch<>(work, true);
  }

  /** Begins when the value is asked for: for what must not be asked without need. */
  public static <T> Prefetch<T> whenNeeded(Supplier<T> work) {
    return new Prefetch<>(work, false);
  }

  /** What is made of this value as soon as it is there; if this one waits, so does that. */
  public <R> Prefetch<R> then(Function<? super T, R> next) {
    return new Prefetch<>(() -> next.apply(get()), begun);
  }

  /** Waits for the work's end, and tells whether there is no value. */
  public boolean fails() {
    try {
      get();
      return false;
    } catch (RuntimeException failure) {
      return true;
    }
  }

  /** Waits for the value, or throws what its work has thrown. */
  public T get() {
    work.run(); // if nobody has begun it
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return work.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
