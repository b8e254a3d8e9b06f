package dev.migratedeploy.fuzz;

import java.io.IOException;

/**
 * What a coverage-guided fuzzer calls (Jazzer's {@code --target_class}); the system property {@code
 * fuzz.target} chooses among {@link FuzzTarget}.
 */
public final class FuzzEntry {
  private static final FuzzTarget TARGET =
      FuzzTarget.valueOf(System.getProperty("fuzz.target", "SQL"));

  private FuzzEntry() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    TARGET.read(input);
  }
}
