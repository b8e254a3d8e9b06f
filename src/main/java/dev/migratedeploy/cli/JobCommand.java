package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.network.Network;
import dev.migratedeploy.report.ReportFiles;
import dev.migratedeploy.secrets.SecretVariables;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** What every command does that ends with a verdict: output, report files, exit code. */
abstract class JobCommand implements Callable<Integer> {
  /** Where the options are. Picocli sets it. */
  @ParentCommand private RootCommand root;

  JobCommand() {}

  /** For the command that runs if none is named. */
  JobCommand(RootCommand root) {
    this.root = root;
  }

  RootCommand root() {
    return root;
  }

  /**
   * The command's own work.
   *
   * @throws ProblemException if it ends before a task has started
   */
  abstract Verdict verdict(CompositionRoot wiring);

  /** Those who are told of the verdict outside of the job; nobody by default. */
  DeployListener messages(Console page) {
    return DeployMessages.NONE;
  }

  /** The files that this command writes in any case are told here. */
  void prepare(ReportFiles files) {}

  @Override
  public final Integer call() {
    CliEnvironment surroundings = root().surroundings();
    WaitableClock ticker = surroundings.ticker();
    Console page = Console.of(root().options, surroundings, ticker);
    ReportFiles files =
        new ReportFiles(
            surroundings.directory().resolve(root().options.reportDirectory),
            page::warn,
            ticker,
            surroundings.secrets());
    prepare(files);
    surroundings.reportPage(root().options.reportDirectory).ifPresent(files::shownAt);
    if (root().options.json) {
      files.handingOn(surroundings.data()::print);
    }
    RunEnd end = surroundings.end();
    DeployListener listener =
        ByHand.telling(
            DeployListener.all(List.of(end.progress(), files, messages(page), page.listener())),
            surroundings.variables());
    end.tell(listener, page::detail);
    return end.of(() -> verdict(listener, ticker)).exitCode();
  }

  private Verdict verdict(DeployListener listener, WaitableClock ticker) {
    try (CompositionRoot wiring = new CompositionRoot(root(), listener, ticker)) {
      // First: a message about a variable that cannot be used needs the proxy, too.
      Network.join(root().surroundings().variables(), root().surroundings().directory());
      SecretVariables.refuseUnusable(root().surroundings().variables());
      return verdict(wiring);
    }
  }
}
