package dev.migratedeploy.cli;

import java.time.Duration;

/** Ends the process if a stage of the custom executor is not over in its time. */
@FunctionalInterface
public interface StageWatch {
  /**
   * From now on this is the time that counts; what was said before is forgotten.
   *
   * @param stage for a sentence, such as {@code executor prepare}
   */
  void within(Duration longest, String stage);
}
