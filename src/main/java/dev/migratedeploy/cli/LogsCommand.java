package dev.migratedeploy.cli;

import dev.migratedeploy.verdict.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code migrate-deploy logs}: attaches to a task and ends with its result. */
@Command(
    name = "logs",
    description =
        "Print the log of the environment's running (or last) task from the start, and end with"
            + " its result.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  migrate-deploy logs --env production",
      "  migrate-deploy logs --env production 85b626fffac4",
      "  migrate-deploy logs --env production --timeout 5m"
    },
    sortOptions = false)
final class LogsCommand extends JobCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "TASK",
      description = "A task's id or ARN; default: the running task, else the last one.")
  private @Nullable String task;

  @Override
  Verdict verdict(CompositionRoot wiring) {
    return wiring.attach(Optional.ofNullable(task)).get();
  }
}
