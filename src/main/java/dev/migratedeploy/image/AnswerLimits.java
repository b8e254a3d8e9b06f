package dev.migratedeploy.image;

import dev.migratedeploy.support.Backoff;
import dev.migratedeploy.support.Sleeper;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much a registry may answer, and for how long.
 *
 * @param bytes of an answer: a registry takes manifests of 4 MiB, and the reader of a blob knows
 *     its size
 * @param patience for an answer that is short, and for its head
 * @param bytesPerSecond what a longer answer has to bring beyond that
 * @param nanoTime a clock that only goes forward
 * @param sleeper waits between two attempts
 */
record AnswerLimits(
    long bytes, Duration patience, long bytesPerSecond, LongSupplier nanoTime, Sleeper sleeper) {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  static AnswerLimits usual(Sleeper sleeper) {
    return new AnswerLimits(8 << 20, Duration.ofSeconds(60), 64 << 10, System::nanoTime, sleeper);
  }

  AnswerLimits forBlobs() {
    return new AnswerLimits(Long.MAX_VALUE, patience, bytesPerSecond, nanoTime, sleeper);
  }

  /** Whether an answer that began at that time and has that many bytes takes too long. */
  boolean isTooSlow(long begin, long read) {
    double allowed = patience.toNanos() + 1e9 * read / bytesPerSecond;
    return nanoTime.getAsLong() - begin > allowed;
  }

  /** A network that fails for a moment is no reason to give up, one that fails for longer is. */
  Backoff backoff() {
    return new Backoff(FIRST_PAUSE, patience.dividedBy(2));
  }

  /** How long it is since then. */
  Duration since(long begin) {
    return Duration.ofNanos(nanoTime.getAsLong() - begin);
  }
}
