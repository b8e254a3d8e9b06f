package dev.migratedeploy.fleet;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Calls to AWS that are made by other threads. Their answers are taken in by the thread that has
 * everything else to itself: it waits for none of them.
 */
final class CallsToAws {
  private final Executor executor;
  private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
  private int underWay;

  CallsToAws(Executor executor) {
    this.executor = executor;
  }

  /**
   * Makes a call.
   *
   * @param answer gets what came of it, from {@link #takeAnswers}
   */
  <T> void make(Supplier<T> call, Consumer<T> answer) {
    underWay++;
    executor.execute(() -> answers.add(answered(call, answer)));
  }

  private <T> Runnable answered(Supplier<T> call, Consumer<T> answer) {
    try {
      T value = call.get();
      return () -> answer.accept(value);
    } catch (RuntimeException | Error failure) {
      return () -> {
        throw failure;
      };
    }
  }

  /** Hands on the answers that have come, in their order. */
  void takeAnswers() {
    for (Runnable next = answers.poll(); next != null; next = answers.poll()) {
      underWay--;
      next.run();
    }
  }

  /** Whether an answer is still to come. */
  boolean areUnderWay() {
    return underWay > 0;
  }
}
