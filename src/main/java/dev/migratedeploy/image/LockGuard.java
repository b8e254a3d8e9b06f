package dev.migratedeploy.image;

import java.time.Duration;

/**
 * How long a script waits for a lock, and what happens then: it is rolled back and tried again.
 *
 * @param timeout how long a statement waits, and everybody who came after it with it
 * @param tries how often a script is started at most
 * @param pause before the second try; it grows with each one
 */
public record LockGuard(Duration timeout, int tries, Duration pause) {
  /** What counts if the settings say nothing. */
  public static final LockGuard USUAL =
      new LockGuard(Duration.ofSeconds(5), 10, Duration.ofSeconds(10));

  /** As the container is told, in milliseconds. */
  public String words() {
    return "wait=%d tries=%d pause=%d".formatted(timeout.toMillis(), tries, pause.toMillis());
  }
}
