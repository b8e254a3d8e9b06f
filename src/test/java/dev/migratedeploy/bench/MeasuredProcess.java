package dev.migratedeploy.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process, timed from outside, with the most memory that it ever held (Linux only). */
final class MeasuredProcess {
  private static final int LOOK_EVERY_MS = 5;

  private MeasuredProcess() {}

  /** What one run took. */
  record Figures(int exitCode, long wallMs, long peakMb, String output) {}

  static Figures run(Path directory, Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    File output = File.createTempFile("bench", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    long peakKb = 0;
    while (!process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
      peakKb = Math.max(peakKb, peakKb(process.pid()));
    }
    long wall = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
    Files.delete(output.toPath());
    return new Figures(process.exitValue(), wall, peakKb / 1024, text);
  }

  /** The kernel's own high-water mark of the resident set; 0 once the process is gone. */
  private static long peakKb(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
