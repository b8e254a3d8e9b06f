package dev.migratedeploy.bench;

import dev.migratedeploy.image.EntrypointScript;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of a task's container, from the start of the image's entrypoint on.
 *
 * @param firstStatementMs what the processors had spent when the first script was to run
 * @param endMs what they had spent at the end, all of the container's processes together
 * @param wallMs from the start to the end
 */
record ContainerRun(long firstStatementMs, long endMs, double wallMs) {
  /** Flyway says so right before a script's first statement. */
  private static final String FIRST = "Migrating schema ";

  /** Ends with the shell's own sums: POSIX, "times"; of its children on the second line. */
  private static final String MEASURED = "\"$@\"; code=$?; times; exit $code";

  private static final Pattern TIMES =
      Pattern.compile("(\\d++)m(\\d++(?:\\.\\d++)?)s (\\d++)m(\\d++(?:\\.\\d++)?)s");

  /** Migrates an empty database. */
  static ContainerRun of(FlywayInstallation flyway, Path work, Map<String, String> database)
      throws IOException, InterruptedException {
    Path entrypoint = work.resolve("run");
    Files.writeString(entrypoint, EntrypointScript.of(List.of(flyway.launcher().toString())));
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh",
                "-c",
                MEASURED,
                "sh",
                "sh",
                entrypoint.toString(),
                "-skipCheckForUpdate",
                "migrate")
            .directory(work.toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("HOME", work.toString());
    builder.environment().putAll(flyway.variables());
    builder.environment().putAll(database);
    long start = System.nanoTime();
    Process process = builder.start();
    List<String> output = new ArrayList<>();
    OptionalLong first = OptionalLong.empty();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (first.isEmpty() && line.startsWith(FIRST)) {
          first = OptionalLong.of(ProcessTree.processorMs(process.toHandle()));
        }
        output.add(line);
      }
    }
    int code = process.waitFor();
    double wall = (System.nanoTime() - start) / 1e6;
    if (code != 0 || first.isEmpty()) {
      throw new IllegalStateException(
          flyway.name() + " ended with " + code + ":\n" + String.join("\n", output));
    }
    return new ContainerRun(first.getAsLong(), childrenMs(output.get(output.size() - 1)), wall);
  }

  private static long childrenMs(String line) {
    Matcher times = TIMES.matcher(line);
    if (!times.matches()) {
      throw new IllegalStateException("the shell does not tell its times as POSIX has it: " + line);
    }
    double seconds =
        60 * Double.parseDouble(times.group(1))
            + Double.parseDouble(times.group(2))
            + 60 * Double.parseDouble(times.group(3))
            + Double.parseDouble(times.group(4));
    return Math.round(seconds * 1000);
  }
}
