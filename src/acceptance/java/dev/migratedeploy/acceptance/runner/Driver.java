package dev.migratedeploy.acceptance.runner;

import dev.migratedeploy.cli.CliEnvironment;
import dev.migratedeploy.cli.CommandLineApp;
import dev.migratedeploy.demo.RunningTool;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.runner.driver.RunnerExit;
import dev.migratedeploy.support.QuickTicker;
import dev.migratedeploy.support.WaitableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls the driver for one stage, and waits for its end. */
@FunctionalInterface
public interface Driver {
  /** The SDK reads its variables itself, or else these. */
  Map<String, String> AWS_PROPERTIES =
      Map.of(
          "aws.endpointUrl", "AWS_ENDPOINT_URL",
          "aws.region", "AWS_REGION",
          "aws.accessKeyId", "AWS_ACCESS_KEY_ID",
          "aws.secretAccessKey", "AWS_SECRET_ACCESS_KEY");

  ToolProcess.Result call(Path directory, Map<String, String> variables, List<String> arguments);

  /** A process of its own for each stage. */
  static Driver processes() {
    return ToolProcess::run;
  }

  /** In this process, one stage at a time, with waits of a tenth of their time. */
  static Driver inProcess() {
    return (directory, variables, arguments) -> {
      synchronized (AWS_PROPERTIES) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        WaitableClock ticker = new QuickTicker();
        AWS_PROPERTIES.forEach((name, variable) -> set(name, variables.get(variable)));
        int exitCode =
            CommandLineApp.run(
                arguments,
                new CliEnvironment(variables, directory, out, new Cancellation(ticker), ticker));
        AWS_PROPERTIES.keySet().forEach(System::clearProperty);
        return new ToolProcess.Result(
            RunnerExit.of(variables).map(exit -> exit.of(exitCode)).orElse(exitCode),
            printed.toString(StandardCharsets.UTF_8));
      }
    };
  }

  /**
   * The same, but the stage that does the work is a process, to which something happens once it
   * prints these words: it may get SIGTERM or SIGKILL.
   */
  default Driver at(String words, Consumer<RunningTool> event) {
    return (directory, variables, arguments) -> {
      if (!arguments.contains(LocalRunner.BUILD)) {
        return call(directory, variables, arguments);
      }
      RunningTool tool = ToolProcess.launch(directory, variables, arguments);
      event.accept(tool.awaitLine(words));
      return tool.result();
    };
  }

  private static void set(String property, @Nullable String value) {
    if (value != null) {
      System.setProperty(property, value);
    }
  }
}
