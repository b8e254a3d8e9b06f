package dev.migratedeploy.demo;

import dev.migratedeploy.cli.CliEnvironment;
import dev.migratedeploy.cli.CommandLineApp;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.support.WaitableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The real command line, called in this process. Its locale, its proxies and the authorities that
 * it trusts are this process's own.
 *
 * @param ticker the time, which it waits on
 */
public record ToolCall(WaitableClock ticker) implements ToolRun {

  @Override
  public ToolProcess.Result run(
      Path directory, Map<String, String> environment, List<String> arguments) {
    Map<String, String> variables = new LinkedHashMap<>(ToolProcess.PATH);
    variables.putAll(environment);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    try (AwsVariables sdk = AwsVariables.of(variables)) {
      int exitCode =
          CommandLineApp.run(
              arguments,
              new CliEnvironment(variables, directory, out, new Cancellation(ticker), ticker));
      return new ToolProcess.Result(exitCode, printed.toString(StandardCharsets.UTF_8));
    }
  }
}
