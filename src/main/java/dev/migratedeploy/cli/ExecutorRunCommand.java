package dev.migratedeploy.cli;

import dev.migratedeploy.runner.driver.RunStage;
import dev.migratedeploy.runner.job.LogSafe;
import dev.migratedeploy.verdict.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code migrate-deploy executor run}: deploys in place of the job's script. */
@Command(
    name = "run",
    description = {
      "Deploy if the stage is build_script or step_script; do nothing in the Runner's other ones.",
      "The script is never opened. The environment is the job's, or the one that its variable"
          + " MIGRATE_DEPLOY_ENV names. Its variable MIGRATE_DEPLOY_COMMAND may ask for a command"
          + " that the policy allows, plan among them; migrate by that name runs even if no"
          + " script has changed.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {"  migrate-deploy executor run /tmp/script.sh build_script"},
    sortOptions = false)
final class ExecutorRunCommand implements Callable<Integer> {
  @ParentCommand private ExecutorCommand executor;

  @Parameters(
      index = "0",
      paramLabel = "SCRIPT",
      description = "The Runner's script for the stage; it is not opened.")
  @SuppressWarnings("UnusedVariable") // that it is never read is the point
  private String script;

  @Parameters(index = "1", paramLabel = "STAGE", description = "The Runner's name for the stage.")
  private String stage;

  @Override
  public Integer call() {
    RunStage asked = new RunStage(stage);
    if (asked.isBuild()) {
      return new SealedDeploy(executor).run();
    }
    executor.within(ExecutorCommand.SHORT_STAGE, "run " + LogSafe.quoted(stage));
    CliEnvironment host = SealedEnvironment.of(executor.root.surroundings());
    Console page = Console.of(new DeployOptions(), host, host.ticker());
    host.end().tell(page.listener(), page::detail);
    asked.remark().ifPresent(host.out()::println);
    return ExitCode.SUCCESS.number();
  }
}
