package dev.migratedeploy.cli;

import dev.migratedeploy.verdict.Verdict;
import picocli.CommandLine.Command;

/** {@code migrate-deploy fleet}: the versions of all databases of an environment. */
@Command(
    name = "fleet",
    description =
        "Show which versions the databases of an environment with targets are at: how many at each,"
            + " and by name those that are not where the others are.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  migrate-deploy fleet --env production",
      "  migrate-deploy fleet --env production --target 'shop-*'",
      "  migrate-deploy fleet --env production --json"
    },
    sortOptions = false)
final class FleetCommand extends JobCommand {
  @Override
  Verdict verdict(CompositionRoot wiring) {
    return wiring.fleet().run();
  }
}
