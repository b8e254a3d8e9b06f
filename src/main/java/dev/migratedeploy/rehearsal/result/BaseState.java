package dev.migratedeploy.rehearsal.result;

import java.time.Duration;
import java.util.List;

/**
 * The state on which the new scripts were run.
 *
 * @param scripts how many belong to it
 * @param fromFile whether it came from a schema file instead of its scripts
 * @param passedOver its scripts that failed, such as those that need a role that only production
 *     has: the new ones were run without them
 */
public record BaseState(
    int scripts, boolean fromFile, List<PassedOverScript> passedOver, Duration took) {
  public BaseState {
    passedOver = List.copyOf(passedOver);
  }

  /**
   * An old script that could not be rehearsed.
   *
   * @param path below the scripts folder
   */
  public record PassedOverScript(String path, ScriptFailure failure) {}
}
