package dev.migratedeploy.cli;

import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import picocli.CommandLine.Command;

/**
 * {@code migrate-deploy repair}: Flyway's command of that name, run as a task in the environment.
 */
@Command(
    name = "repair",
    description = "Repair the environment's schema history table.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  migrate-deploy info --env production       first: what failed or was edited?",
      "  migrate-deploy repair --env production"
    },
    sortOptions = false)
final class RepairCommand extends JobCommand {
  @Override
  Verdict verdict(CompositionRoot wiring) {
    return wiring.flyway(List.of("repair")).run();
  }
}
