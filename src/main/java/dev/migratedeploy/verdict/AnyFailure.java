package dev.migratedeploy.verdict;

import java.util.function.Function;

/** The only place that catches whatever is thrown, {@link Error} too. */
public final class AnyFailure {
  private AnyFailure() {}

  /** Work that may throw what no signature says. */
  @FunctionalInterface
  public interface Work<T> {
    T done() throws Exception;
  }

  /** What the work gives, or what is made of its failure. */
  @SuppressWarnings("CatchingUnchecked") // an Error is a failure too, and must not pass for success
  public static <T> T handled(Work<T> work, Function<Throwable, T> failed) {
    try {
      return work.done();
    } catch (Throwable e) {
      return failed.apply(e);
    }
  }
}
