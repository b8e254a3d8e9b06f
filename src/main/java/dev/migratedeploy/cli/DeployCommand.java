package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.project.SettingsFile;
import dev.migratedeploy.verdict.Verdict;
import picocli.CommandLine.Command;

/** {@code migrate-deploy deploy}, and {@code migrate-deploy} without a command. */
@Command(
    name = "deploy",
    description = "Deploy the changed scripts to an environment. This is what runs by default.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  migrate-deploy --env staging",
      "  migrate-deploy --env staging --dry-run     what it would do",
      "  migrate-deploy --env staging --force       even if nothing changed",
      "  migrate-deploy --env production --timeout 2h -- -outOfOrder=true"
    },
    sortOptions = false)
final class DeployCommand extends JobCommand {
  /** For picocli, which then sets the parent. */
  DeployCommand() {}

  DeployCommand(RootCommand root) {
    super(root);
  }

  /** Nobody is told of a dry run. */
  @Override
  DeployListener messages(Console page) {
    CliEnvironment surroundings = root().surroundings();
    DeployOptions options = root().options;
    if (options.dryRun || options.environment == null || options.environment.isBlank()) {
      return DeployMessages.NONE;
    }
    return new DeployMessages(surroundings, page, surroundings.resultFile(options.reportDirectory))
        .of(
            () -> SettingsFile.receivers(surroundings.directory().resolve(options.config)),
            options.environment);
  }

  @Override
  Verdict verdict(CompositionRoot wiring) {
    return wiring.deploy().run();
  }
}
