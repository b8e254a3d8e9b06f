package dev.migratedeploy.history;

import java.time.Duration;
import java.util.Optional;

/**
 * What a deploy's report tells of a script that it ran.
 *
 * @param state applied, rolled_back, failed or running
 * @param work absent without the observer inside Flyway
 */
public record ScriptTime(
    String script, Optional<String> version, String state, Optional<Work> work) {
  /**
   * What it did.
   *
   * @param tries how often this job tried it
   * @param time of the last try; absent if that did not end
   * @param waited for locks, with the pauses between tries
   */
  public record Work(
      int tries, Optional<Duration> time, Duration waited, Optional<Long> rows, long statements) {}

  /** How long its last try took. */
  public Optional<Duration> time() {
    return work.flatMap(Work::time);
  }
}
