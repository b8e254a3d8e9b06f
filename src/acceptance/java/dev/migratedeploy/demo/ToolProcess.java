package dev.migratedeploy.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The real command line in a process of its own, with nothing of this one's environment but the
 * path.
 */
public final class ToolProcess {
  /** All that it gets of this process's environment. */
  static final Map<String, String> PATH =
      Map.of("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));

  private static final String MAIN = "dev.migratedeploy.MigrateDeploy";

  private ToolProcess() {}

  /** How a run ended, and all that it printed. */
  public record Result(int exitCode, String output) {}

  /** Runs it and shows its output as this process's own. */
  public static int show(Path directory, Map<String, String> environment, List<String> arguments) {
    Process process = start(directory, environment, arguments, Redirect.INHERIT, Redirect.INHERIT);
    // Ctrl-C ends both, and its last lines come before the shell's next prompt.
    Thread last = new Thread(() -> process.onExit().join(), "last lines");
    Runtime.getRuntime().addShutdownHook(last);
    int exitCode = wait(process);
    try {
      Runtime.getRuntime().removeShutdownHook(last);
    } catch (IllegalStateException ending) {
      return exitCode;
    }
    return exitCode;
  }

  /** Runs it and keeps its output. */
  public static Result run(
      Path directory, Map<String, String> environment, List<String> arguments) {
    return launch(directory, environment, arguments).result();
  }

  /** Starts it, to see it run. */
  public static RunningTool launch(
      Path directory, Map<String, String> environment, List<String> arguments) {
    return new RunningTool(start(directory, environment, arguments, Redirect.PIPE, Redirect.PIPE));
  }

  /** Starts it and shows its output while it is read. */
  static RunningTool launch(
      Path directory,
      Map<String, String> environment,
      List<String> arguments,
      Consumer<String> lines) {
    return new RunningTool(
        start(directory, environment, arguments, Redirect.PIPE, Redirect.PIPE), lines);
  }

  /**
   * What starts it, without arguments: the jar that the build has made, if it says which, or the
   * classes on this process's class path.
   */
  public static List<String> command() {
    return BuiltJar.ofThisBuild().map(BuiltJar::command).orElseGet(ToolProcess::commandFromClasses);
  }

  /** The same without the jar. */
  public static List<String> commandFromClasses() {
    return command(MAIN);
  }

  /** What starts another program of these classes. */
  static List<String> command(String main) {
    return List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath(), main);
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Runs a command that {@link #command} is not, and keeps its output. */
  public static Result run(
      List<String> tool, Path directory, Map<String, String> environment, List<String> arguments) {
    return new RunningTool(
            start(tool, directory, environment, arguments, Redirect.PIPE, Redirect.PIPE))
        .result();
  }

  private static Process start(
      Path directory,
      Map<String, String> environment,
      List<String> arguments,
      Redirect input,
      Redirect output) {
    return start(command(), directory, environment, arguments, input, output);
  }

  private static Process start(
      List<String> tool,
      Path directory,
      Map<String, String> environment,
      List<String> arguments,
      Redirect input,
      Redirect output) {
    List<String> command = new ArrayList<>(tool);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(input)
            .redirectOutput(output);
    builder.environment().clear();
    builder.environment().putAll(PATH);
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start Java", e);
    }
  }

  private static int wait(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the command line ran", e);
    }
  }

  /** Maven runs the demo in a class loader of its own, and the tests with a class path. */
  private static String classPath() {
    ClassLoader loader = ToolProcess.class.getClassLoader();
    return loader instanceof URLClassLoader urls
        ? Arrays.stream(urls.getURLs())
            .map(ToolProcess::path)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  private static String path(URL url) {
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("not a file: " + url, e);
    }
  }
}
