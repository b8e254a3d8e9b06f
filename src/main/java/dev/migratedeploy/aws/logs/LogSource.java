package dev.migratedeploy.aws.logs;

import java.util.Optional;

/** A log that grows while it is read. */
@FunctionalInterface
public interface LogSource {
  /**
   * Reads the next page; never throws for a failed call.
   *
   * @param token from the last page; absent: from the start
   */
  LogReading read(Optional<String> token);
}
