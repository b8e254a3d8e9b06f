package dev.migratedeploy.deploy.task;

import java.time.Duration;
import java.time.Instant;

/** When to ask again: soon while things move, and more and more rarely while nothing does. */
final class PollSchedule {
  private final Duration fastest;
  private final Duration slowest;

  private Duration pause;
  private Instant at = Instant.MIN;

  private PollSchedule(Duration fastest, Duration slowest) {
    this.fastest = fastest;
    this.slowest = slowest;
    this.pause = fastest;
  }

  static PollSchedule between(Duration fastest, Duration slowest) {
    return new PollSchedule(fastest, slowest);
  }

  boolean due(Instant now) {
    return !now.isBefore(at);
  }

  Instant at() {
    return at;
  }

  /** Plans the next call after one that has just been made. */
  void next(Instant now, boolean moved) {
    Duration longer = pause.multipliedBy(3).dividedBy(2);
    pause = moved ? fastest : longer.compareTo(slowest) < 0 ? longer : slowest;
    at = now.plus(pause);
  }

  /** Makes the next call at once: for what is asked a single time, such as whether that was all. */
  void at(Instant now) {
    at = now;
  }

  /** Makes the next call sooner, if it was to be made later than that. */
  void noLaterThan(Instant latest) {
    at = at.isAfter(latest) ? latest : at;
  }

  /** Makes the next call at the fastest pace: something is known to have happened. */
  void hurry() {
    if (pause.compareTo(fastest) > 0 && !at.equals(Instant.MIN)) {
      at = at.minus(pause).plus(fastest);
      pause = fastest;
    }
  }
}
