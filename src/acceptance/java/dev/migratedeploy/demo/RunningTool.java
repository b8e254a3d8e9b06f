package dev.migratedeploy.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The command line while it runs: its output is read as it comes, and it can be cancelled. */
public final class RunningTool {
  private final Process process;
  private final BufferedReader output;
  private final StringBuilder seen = new StringBuilder();
  private final Consumer<String> lines;

  RunningTool(Process process) {
    this(process, line -> {});
  }

  /**
   * The same.
   *
   * @param lines gets each line as it comes
   */
  RunningTool(Process process, Consumer<String> lines) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.lines = lines;
  }

  /** Returns when a line with these words has come. */
  public RunningTool awaitLine(String words) {
    String line;
    do {
      line = next();
    } while (!line.contains(words));
    return this;
  }

  /** SIGTERM, as GitLab sends it when a job is cancelled. */
  public RunningTool cancel() {
    // Process.destroy would close the output too, and the last lines are what is waited for.
    process.toHandle().destroy();
    return this;
  }

  /** SIGKILL: it can do nothing more. */
  public RunningTool kill() {
    process.toHandle().destroyForcibly();
    return this;
  }

  /** SIGKILL; returns when there is no such process any more. */
  public void killed() {
    kill();
    process.onExit().join();
  }

  /** Reads the rest and waits for the end. */
  public ToolProcess.Result result() {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        read(line);
      }
      return new ToolProcess.Result(process.waitFor(), seen.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the command line ran", e);
    }
  }

  private void read(String line) {
    seen.append(line).append('\n');
    lines.accept(line);
  }

  private String next() {
    try {
      String line = output.readLine();
      if (line == null) {
        throw new IllegalStateException("the output has ended:\n" + seen);
      }
      read(line);
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
