package dev.migratedeploy.imagebuild;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Another program.
 *
 * @param line the program and its arguments
 * @param directory where it runs
 * @param variables its whole environment beside the path
 */
record Command(List<String> line, Path directory, Map<String, String> variables) {
  Command {
    line = List.copyOf(line);
    variables = Map.copyOf(variables);
  }

  static Command of(String... line) {
    return new Command(List.of(line), Path.of("").toAbsolutePath(), System.getenv());
  }

  Command in(Path other) {
    return new Command(line, other, variables);
  }

  Command with(Map<String, String> whole) {
    return new Command(line, directory, whole);
  }

  /** The same with one variable more. */
  Command with(String name, String value) {
    Map<String, String> more = new TreeMap<>(variables);
    more.put(name, value);
    return with(more);
  }

  Command and(List<String> arguments) {
    List<String> longer = new ArrayList<>(line);
    longer.addAll(arguments);
    return new Command(longer, directory, variables);
  }

  /** How it ended, and what it printed on both streams. */
  record Result(int exitCode, String output) {}

  Result result() {
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    builder.environment().putAll(variables);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new BuildException(line.get(0) + " does not start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BuildException("interrupted while " + line.get(0) + " ran", e);
    }
  }

  /**
   * Runs it to its end.
   *
   * @return what it printed
   * @throws BuildException where its exit code is not 0
   */
  String output() {
    Result result = result();
    if (result.exitCode() != 0) {
      throw new BuildException(
          "%s ended with %d:%n%s"
              .formatted(String.join(" ", line), result.exitCode(), result.output()));
    }
    return result.output();
  }
}
