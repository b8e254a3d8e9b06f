package dev.migratedeploy.acceptance;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Other people's tools, which tests use if they are installed. */
public final class OnPath {
  private OnPath() {}

  /** Whether a program of this name can be started. */
  public static boolean has(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
