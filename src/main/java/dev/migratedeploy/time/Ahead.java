package dev.migratedeploy.time;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A value that is worked out on another thread until it is needed. Where that fails, the one who
 * needs the value gets the failure, as if it had happened then and there; where nobody needs it,
 * nobody does. So it is for what may be asked in vain and changes nothing, or for what is waited
 * for in the end.
 */
public final class Ahead<T> {
  /** As many threads as there is work, none of which keeps the process from ending. */
  private static final Executor THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "ahead");
            thread.setDaemon(true);
            return thread;
          });

  private final CompletableFuture<T> value;

  private Ahead(CompletableFuture<T> value) {
    this.value = value;
  }

  /** Begins at once. */
  public static <T> Ahead<T> of(Supplier<T> work) {
    return new Ahead<>(CompletableFuture.supplyAsync(work, THREADS));
  }

  /** Begins as soon as this value is there; fails as it does where it fails. */
  public <R> Ahead<R> then(Function<? super T, R> work) {
    return new Ahead<>(value.thenApplyAsync(work, THREADS));
  }

  /** Waits for the value, or throws what its work has thrown. */
  public T get() {
    try {
      return value.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw e;
    }
  }
}
