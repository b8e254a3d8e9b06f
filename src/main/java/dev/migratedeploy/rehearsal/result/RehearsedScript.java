package dev.migratedeploy.rehearsal.result;

import java.time.Duration;
import java.util.Optional;

/**
 * A new script, and how it came out.
 *
 * @param path below the scripts folder
 * @param version as Flyway shows it; empty for a repeatable script
 * @param failure of one that failed, or could not be rehearsed
 * @param took how long it ran; zero if it was not tried
 */
public record RehearsedScript(
    String path,
    Optional<String> version,
    Outcome outcome,
    Optional<ScriptFailure> failure,
    Duration took,
    ScriptEffects effects) {

  /** How a script came out. */
  public enum Outcome {
    APPLIED,
    FAILED,
    /**
     * It failed, and scripts before it could not be rehearsed: nobody can tell whether it would.
     */
    NOT_REHEARSED,
    /** It ran, and a later one of its group failed: Flyway's {@code group} is one transaction. */
    ROLLED_BACK,
    /** A script before it failed. */
    NOT_TRIED
  }

  /**
   * Whether it ran and nobody knows what it locked and rewrote: that is not the same as nothing.
   */
  public boolean isUnmeasured() {
    return outcome == Outcome.APPLIED && !effects.measured().told();
  }
}
