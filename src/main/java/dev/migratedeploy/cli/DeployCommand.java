package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.Journal;
import dev.migratedeploy.deploy.Verdict;
import dev.migratedeploy.problem.ProblemException;
import dev.migratedeploy.report.ReportFiles;
import dev.migratedeploy.time.Ticker;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code migrate-deploy deploy}, and {@code migrate-deploy} alone. */
@Command(
    name = "deploy",
    description = "Deploy the changed scripts to an environment. This is what runs by default.",
    sortOptions = false)
final class DeployCommand implements Callable<Integer> {
  @ParentCommand private RootCommand root;

  /** For picocli, which then sets the parent. */
  @SuppressWarnings("NullAway.Init")
  DeployCommand() {}

  DeployCommand(RootCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Ticker ticker = Ticker.system();
    JobPage page = JobPage.of(root.options, root.surroundings, ticker);
    ReportFiles files =
        new ReportFiles(
            root.surroundings.directory().resolve(root.options.reportDirectory),
            page::warn,
            ticker);
    Journal journal = Journal.all(List.of(files, page.journal()));
    Verdict verdict = run(journal, ticker, page);
    journal.decided(verdict);
    return verdict.exitCode();
  }

  private Verdict run(Journal journal, Ticker ticker, JobPage page) {
    try (Wiring wiring = new Wiring(root.surroundings, root.options, root.arguments)) {
      return wiring.deploy(journal, ticker).run();
    } catch (ProblemException e) {
      Optional.ofNullable(e.getCause()).ifPresent(page::detail);
      return Verdict.of(e);
    }
  }
}
