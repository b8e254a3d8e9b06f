package dev.migratedeploy.runner.state;

import dev.migratedeploy.support.WaitableClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that works on a job until it is killed. */
final class OtherDriver implements AutoCloseable {
  private final Process process;

  private OtherDriver(Process process) {
    this.process = process;
  }

  static OtherDriver claiming(Path root, long job) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                OtherDriver.class.getName(),
                root.toString(),
                Long.toString(job))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    if (!"claimed".equals(out.readLine())) {
      throw new IllegalStateException("the other driver has claimed nothing");
    }
    return new OtherDriver(process);
  }

  /** SIGKILL. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  /** In the other process, which ends with its input. */
  public static void main(String[] arguments) throws IOException {
    JobDirectory claimed =
        StateDirectory.at(Path.of(arguments[0]))
            .claim(Long.parseLong(arguments[1]), WaitableClock.system());
    Path scripts = Files.createDirectory(claimed.path().resolve("scripts"));
    Files.writeString(scripts.resolve("V1__tea.sql"), "");
    System.out.println("claimed");
    System.in.readAllBytes();
  }
}
