package dev.migratedeploy.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Until when the fleet is waited for: so long from the first RunTask, or from its own beginning.
 */
final class FleetDeadline {
  private final Instant began;
  private final Duration timeout;
  private Optional<Instant> started = Optional.empty();

  FleetDeadline(Instant began, Duration timeout) {
    this.began = began;
    this.timeout = timeout;
  }

  void started(Instant now) {
    started = started.or(() -> Optional.of(now));
  }

  Duration timeout() {
    return timeout;
  }

  Instant at() {
    return started.orElse(began).plus(timeout);
  }

  boolean isOver(Instant now) {
    return !now.isBefore(at());
  }
}
