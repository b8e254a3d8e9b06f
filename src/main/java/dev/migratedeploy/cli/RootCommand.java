package dev.migratedeploy.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate-deploy} itself: without a command's name it deploys. */
@Command(
    name = "migrate-deploy",
    versionProvider = ToolVersion.class,
    sortOptions = false,
    description = {
      "Runs database migrations as a task in AWS, from a GitLab job: finds the changed scripts,"
          + " publishes them as an image, runs it, shows its log, and ends with what really"
          + " happened.",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "migrate-deploy [deploy] --env NAME [options] [-- FLYWAY ARGUMENTS]",
    optionListHeading = "%nOptions, each of which may also be set as MIGRATE_DEPLOY_<NAME>:%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  migrate-deploy --env staging",
      "  migrate-deploy --env staging --dry-run",
      "  migrate-deploy plan --env production",
      "  migrate-deploy --env production --timeout 2h -- -outOfOrder=true"
    },
    subcommands = {
      DeployCommand.class,
      PlanCommand.class,
      RehearseCommand.class,
      InfoCommand.class,
      ValidateCommand.class,
      RepairCommand.class,
      LogsCommand.class,
      FleetCommand.class,
      HistoryCommand.class,
      DoctorCommand.class,
      InitCommand.class,
      ExecutorCommand.class,
      HelpCommand.class,
      CompletionCommand.class
    })
final class RootCommand implements Callable<Integer> {
  private @Nullable CliEnvironment environment;
  private List<String> arguments = List.of();

  @Mixin final DeployOptions options = new DeployOptions();

  /**
   * Tells where the command runs: the arguments are read before that is known.
   *
   * @param flywayArguments what is given after {@code --}
   */
  void in(CliEnvironment where, List<String> flywayArguments) {
    environment = where;
    arguments = List.copyOf(flywayArguments);
  }

  CliEnvironment surroundings() {
    return Objects.requireNonNull(environment, "the command does not run yet");
  }

  List<String> arguments() {
    return arguments;
  }

  @Override
  public Integer call() {
    return new DeployCommand(this).call();
  }
}
