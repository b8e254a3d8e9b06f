package dev.migratedeploy.cli;

import dev.migratedeploy.runner.driver.DriverConfig;
import dev.migratedeploy.verdict.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code migrate-deploy executor config}: tells the Runner what drives it. */
@Command(
    name = "config",
    description = "Print what GitLab Runner wants to know of its driver, in JSON.",
    footerHeading = "%nExamples:%n",
    footer = {"  migrate-deploy executor config"},
    sortOptions = false)
final class ExecutorConfigCommand implements Callable<Integer> {
  @ParentCommand private ExecutorCommand executor;

  @Override
  public Integer call() {
    executor.within(ExecutorCommand.SHORT_STAGE, "config");
    executor
        .root
        .surroundings()
        .data()
        .println(new DriverConfig(ToolVersion.current(), executor.stateDirectory()).json());
    return ExitCode.SUCCESS.number();
  }
}
