package dev.migratedeploy.cli;

import dev.migratedeploy.runner.state.StateDirectory;
import dev.migratedeploy.verdict.ExitCode;
import dev.migratedeploy.verdict.ProblemException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code migrate-deploy executor cleanup}: removes what a killed driver left. */
@Command(
    name = "cleanup",
    description = {
      "Remove what drivers that were killed have left in the state directory.",
      "It always ends with 0; what it could not remove it says.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {"  migrate-deploy executor cleanup"},
    sortOptions = false)
final class ExecutorCleanupCommand implements Callable<Integer> {
  @ParentCommand private ExecutorCommand executor;

  @Override
  public Integer call() {
    executor.within(ExecutorCommand.LONG_STAGE, "cleanup");
    CliEnvironment surroundings = executor.root.surroundings();
    PrintStream out = surroundings.out();
    try {
      StateDirectory.at(executor.stateDirectory()).clean().forEach(out::println);
    } catch (ProblemException e) {
      out.println(e.problem().cause());
    }
    return ExitCode.SUCCESS.number();
  }
}
