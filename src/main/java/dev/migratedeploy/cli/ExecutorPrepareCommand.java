package dev.migratedeploy.cli;

import dev.migratedeploy.runner.SealedJob;
import dev.migratedeploy.runner.state.StateDirectory;
import dev.migratedeploy.verdict.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code migrate-deploy executor prepare}: looks whether the job may do what it asks for. */
@Command(
    name = "prepare",
    description = {
      "Check that the policy lets the job do what it asks for, and that AWS knows this runner.",
      "It starts nothing and writes nothing: the Runner tries it three times if it fails for"
          + " now, and once if it is refused.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {"  migrate-deploy executor prepare"},
    sortOptions = false)
final class ExecutorPrepareCommand implements Callable<Integer> {
  @ParentCommand private ExecutorCommand executor;

  @Override
  public Integer call() {
    executor.within(ExecutorCommand.LONG_STAGE, "prepare");
    CliEnvironment host = SealedEnvironment.of(executor.root.surroundings());
    Console page = Console.of(new DeployOptions(), host, host.ticker());
    // A failure becomes a verdict where everything that a command throws does.
    host.end().tell(page.listener(), page::detail);
    SealedJob job = executor.admitted();
    StateDirectory.at(executor.stateDirectory());
    new SealedPreconditions(host).check(job);
    host.out().println(job.words());
    return ExitCode.SUCCESS.number();
  }
}
