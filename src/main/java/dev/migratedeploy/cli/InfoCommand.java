package dev.migratedeploy.cli;

import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code migrate-deploy info}: Flyway's command of that name, run as a task in the environment. */
@Command(
    name = "info",
    description =
        "Show which migrations the environment's database has applied and which are pending.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  migrate-deploy info --env production",
      "  migrate-deploy info --env production -- -infoSinceVersion=7"
    },
    sortOptions = false)
final class InfoCommand extends JobCommand {
  @Override
  Verdict verdict(CompositionRoot wiring) {
    return wiring.flyway(List.of("info")).run();
  }
}
