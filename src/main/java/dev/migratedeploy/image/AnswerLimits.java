package dev.migratedeploy.image;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much a registry may answer, and for how long.
 *
 * @param bytes of an answer: a registry takes manifests of 4 MiB, and whoever reads a blob knows
 *     its size
 * @param patience for an answer that is short, and for its head
 * @param bytesPerSecond what a longer answer has to bring beyond that
 * @param nanoTime a clock that only goes forward
 */
record AnswerLimits(long bytes, Duration patience, long bytesPerSecond, LongSupplier nanoTime) {
  static final AnswerLimits DEFAULT =
      new AnswerLimits(8 << 20, Duration.ofSeconds(60), 64 << 10, System::nanoTime);

  AnswerLimits forBlobs() {
    return new AnswerLimits(Long.MAX_VALUE, patience, bytesPerSecond, nanoTime);
  }

  /** Whether an answer that began at that time and has that many bytes takes too long. */
  boolean isTooSlow(long begin, long read) {
    double allowed = patience.toNanos() + 1e9 * read / bytesPerSecond;
    return nanoTime.getAsLong() - begin > allowed;
  }

  /** Whether attempts that began at that time are not to go on after another pause. */
  boolean endsBefore(Duration pause, long begin) {
    return nanoTime.getAsLong() - begin + pause.toNanos() > patience.toNanos() / 2;
  }
}
