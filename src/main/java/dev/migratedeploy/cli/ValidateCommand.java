package dev.migratedeploy.cli;

import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import picocli.CommandLine.Command;

/**
 * {@code migrate-deploy validate}: Flyway's command of that name, run as a task in the environment.
 */
@Command(
    name = "validate",
    description = "Check that the applied migrations are those of this commit.",
    footerHeading = "%nExamples:%n",
    footer = {"  migrate-deploy validate --env production"},
    sortOptions = false)
final class ValidateCommand extends JobCommand {
  @Override
  Verdict verdict(CompositionRoot wiring) {
    return wiring.flyway(List.of("validate")).run();
  }
}
