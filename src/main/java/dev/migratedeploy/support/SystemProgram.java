package dev.migratedeploy.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A process of this machine.
 *
 * @param variables what it gets; empty if it gets none of the job's that may be secrets
 * @param path where programs are
 */
public record SystemProgram(Optional<Map<String, String>> variables, String path)
    implements Program {
  private static final Set<String> PASSED_ON = Set.of("HOME", "LANG", "TMPDIR");
  private static final long MOST_OUTPUT = 64L * 1024 * 1024;
  private static final int MOST_COMPLAINT = 500;
  private static final int MOST_COMPLAINT_BYTES = 1 << 14;

  /** One that gets none of the job's variables that may be secrets. */
  public SystemProgram(String path) {
    this(Optional.empty(), path);
  }

  @Override
  public Ended run(List<String> command, Path directory, Duration timeout) throws IOException {
    try (TempDirectory work = TempDirectory.open()) {
      Path output = work.path().resolve("output");
      Path complaint = work.path().resolve("complaint");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toAbsolutePath().toFile())
              .redirectOutput(output.toFile())
              .redirectError(complaint.toFile());
      variables.ifPresentOrElse(
          all -> {
            builder.environment().clear();
            builder.environment().putAll(all);
          },
          () -> builder.environment().keySet().retainAll(PASSED_ON));
      builder.environment().put("PATH", path);
      Process process = builder.start();
      process.getOutputStream().close();
      int exitCode = end(process, timeout);
      if (Files.size(output) > MOST_OUTPUT) {
        throw new IOException("it wrote more than " + MOST_OUTPUT + " bytes");
      }
      return new Ended(exitCode, text(output), beginning(complaint));
    }
  }

  private static int end(Process process, Duration timeout) throws IOException {
    try {
      if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      throw new IOException("it took longer than " + HumanReadable.limit(timeout));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while it ran", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static String beginning(Path file) throws IOException {
    String line;
    try (InputStream in = Files.newInputStream(file)) {
      line = new String(in.readNBytes(MOST_COMPLAINT_BYTES), StandardCharsets.UTF_8);
    }
    line = line.strip().replaceAll("\\s+", " ");
    return line.length() > MOST_COMPLAINT ? line.substring(0, MOST_COMPLAINT) + "…" : line;
  }
}
