package dev.migratedeploy.bench;

import dev.migratedeploy.image.EntrypointScript;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

  /** For the entrypoint's own shells and awk, which the job's times are not a part of. */
  private static final String MEASURED = "\"$@\"; code=$?; times >\"$TIMES\"; exit $code";

  private static final Pattern TIMES =
      Pattern.compile("(\\d++)m(\\d++(?:\\.\\d++)?)s (\\d++)m(\\d++(?:\\.\\d++)?)s");

  /** Migrates an empty database. */
  static ContainerRun of(FlywayInstallation flyway, Path work, Map<String, String> database)
      throws IOException, InterruptedException {
    Path entrypoint = work.resolve("run");
    Path pid = work.resolve("pid");
    Path job = work.resolve("times-of-job");
    Path rest = work.resolve("times-of-entrypoint");
    Path timed = work.resolve("timed");
    try (InputStream script = ContainerRun.class.getResourceAsStream("timed.sh")) {
      Files.write(timed, Objects.requireNonNull(script).readAllBytes());
    }
    Files.writeString(
        entrypoint,
        EntrypointScript.of(
            Stream.of("sh", timed, pid, job, flyway.launcher()).map(Object::toString).toList()));
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
    builder.environment().put("TIMES", rest.toString());
    builder.environment().putAll(flyway.variables());
    builder.environment().putAll(database);
    long start = System.nanoTime();
    Process process = builder.start();
    List<String> output = new ArrayList<>();
    OptionalLong first = OptionalLong.empty();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (first.isEmpty() && line.startsWith(FIRST)) {
          first = OptionalLong.of(processorMs(pid) + ProcessTree.processorMs(process.toHandle()));
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
    return new ContainerRun(first.getAsLong(), spentMs(job) + spentMs(rest), wall);
  }

  private static long processorMs(Path pidFile) throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
        .map(ProcessTree::processorMs)
        .orElse(0L);
  }

  /** The shell's own time and that of its children: POSIX, "times". */
  private static long spentMs(Path file) throws IOException {
    String text = Files.readString(file);
    Matcher times = TIMES.matcher(text);
    double seconds = 0;
    int lines = 0;
    while (times.find()) {
      lines++;
      seconds +=
          60 * Double.parseDouble(times.group(1))
              + Double.parseDouble(times.group(2))
              + 60 * Double.parseDouble(times.group(3))
              + Double.parseDouble(times.group(4));
    }
    if (lines != 2) {
      throw new IllegalStateException("the shell does not tell its times as POSIX has it: " + text);
    }
    return Math.round(seconds * 1000);
  }
}
