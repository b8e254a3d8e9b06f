package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code migrate-deploy plan}: what a deploy would do. */
@Command(
    name = "plan",
    description =
        "Say what a deploy would do, from the history of the environment's own database; in a merge"
            + " request it is commented there.",
    sortOptions = false)
final class PlanCommand extends JobCommand {
  @ParentCommand private RootCommand root;

  /** For picocli, which then sets the parent. */
  @SuppressWarnings("NullAway.Init")
  PlanCommand() {}

  @Override
  RootCommand root() {
    return root;
  }

  @Override
  Verdict verdict(Wiring wiring) {
    return wiring.plan().run();
  }
}
