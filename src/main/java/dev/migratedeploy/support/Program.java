package dev.migratedeploy.support;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs a program and waits for it. */
public interface Program {
  /**
   * How it ended.
   *
   * @param output what it wrote to its standard output
   * @param complaint the beginning of what it wrote to its standard error
   */
  record Ended(int exitCode, String output, String complaint) {}

  /**
   * Runs it to its end, or ends it.
   *
   * @throws IOException if it cannot be started, takes too long or writes too much
   */
  Ended run(List<String> command, Path directory, Duration timeout) throws IOException;
}
