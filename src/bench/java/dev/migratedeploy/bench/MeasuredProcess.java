package dev.migratedeploy.bench;

import dev.migratedeploy.support.Prefetch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process, timed from outside, with its peak memory (Linux only). */
final class MeasuredProcess {
  private static final int LOOK_EVERY_MS = 5;

  private MeasuredProcess() {}

  /**
   * What one run took.
   *
   * @param peakMb the kernel's high-water mark of the resident set
   * @param cpuMs the time of all processors, which other work on the machine does not change much
   */
  record Figures(
      double wallMs, long endedAtMs, long peakMb, long cpuMs, int exitCode, List<Line> output) {
    /** The same, or an end of the benchmark where the run did not succeed. */
    Figures succeeded() {
      return exited(0);
    }

    Figures exited(int expected) {
      if (exitCode != expected) {
        throw new IllegalStateException("a run ended with " + exitCode + ":\n" + output);
      }
      return this;
    }

    private static final long NO_LINE = -1;

    /** When the first line with these words came, in milliseconds since 1970. */
    long at(String words) {
      long at =
          output.stream()
              .filter(line -> line.text().contains(words))
              .mapToLong(Line::atMs)
              .findFirst()
              .orElse(NO_LINE);
      if (at == NO_LINE) {
        throw new IllegalStateException("no line says " + words + ":\n" + output);
      }
      return at;
    }
  }

  /** A line of output and when it came, in milliseconds since 1970. */
  record Line(long atMs, String text) {}

  /** Runs a command with these variables, the path and nothing else. */
  static Figures run(List<String> command, Path directory, Map<String, String> variables)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    builder.environment().putAll(variables);
    long start = System.nanoTime();
    Process process = builder.start();
    Prefetch<List<Line>> output = Prefetch.of(() -> read(process));
    long peakKb = 0;
    long cpu = 0;
    while (!process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
      peakKb = Math.max(peakKb, peakKb(process.pid()));
      cpu = process.info().totalCpuDuration().map(Duration::toMillis).orElse(cpu);
    }
    double wall = (System.nanoTime() - start) / 1e6;
    long ended = System.currentTimeMillis();
    return new Figures(wall, ended, peakKb / 1024, cpu, process.exitValue(), output.get());
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
