package dev.migratedeploy.flyway.observer;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a script's statements wait for a lock.
 *
 * @param limit absent: without an end
 */
public record LockTimeout(Optional<Duration> limit, By by) {
  /** Who has set it. */
  public enum By {
    MIGRATE_DEPLOY,
    USER,
    NONE;

    static By of(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "migrate-deploy" -> MIGRATE_DEPLOY;
        case "user" -> USER;
        default -> NONE;
      };
    }
  }
}
