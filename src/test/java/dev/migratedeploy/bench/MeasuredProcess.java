package dev.migratedeploy.bench;

import dev.migratedeploy.localcloud.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The jar in a process of its own, timed from outside, with its peak memory (Linux only). */
final class MeasuredProcess {
  private static final int LOOK_EVERY_MS = 5;

  private MeasuredProcess() {}

  /** What one run took; {@code peakMb} is the kernel's high-water mark of the resident set. */
  record Figures(long wallMs, long endedAtMs, long peakMb, List<Line> output) {}

  /** A line of output and when it came, in milliseconds since 1970. */
  record Line(long atMs, String text) {}

  /** Runs the jar in a job's checkout; a run that does not succeed is no measurement. */
  static Figures run(Project.Job job, List<String> javaOptions, List<String> command)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(javaOptions);
    line.addAll(List.of("-jar", System.getProperty("tool.jar")));
    line.addAll(command);
    line.addAll(List.of("--env", BenchCloud.ENVIRONMENT));
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(job.directory().toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    builder.environment().putAll(job.variables());
    long start = System.nanoTime();
    Process process = builder.start();
    CompletableFuture<List<Line>> output = CompletableFuture.supplyAsync(() -> read(process));
    long peakKb = 0;
    while (!process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
      peakKb = Math.max(peakKb, peakKb(process.pid()));
    }
    long wall = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    long ended = System.currentTimeMillis();
    if (process.exitValue() != 0) {
      throw new IllegalStateException("a run failed:\n" + output.join());
    }
    return new Figures(wall, ended, peakKb / 1024, output.join());
  }

  private static List<Line> read(Process process) {
    List<Line> lines = new ArrayList<>();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(new Line(System.currentTimeMillis(), line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static long peakKb(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      // It has just ended.
      return 0;
    }
  }
}
