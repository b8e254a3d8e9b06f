package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.FlywayCommands;
import dev.migratedeploy.flyway.FlywayError;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.List;
import java.util.Optional;

/** The verdict on a task that ran {@code info}, {@code validate} or {@code repair} only. */
public final class CommandVerdict {
  private final DeployRequest request;
  private final MigrationResult flyway;

  CommandVerdict(DeployRequest request, MigrationResult flyway) {
    this.request = request;
    this.flyway = flyway;
  }

  /** The verdict on a task that exited with 0; empty if it ran another command, too. */
  Optional<Verdict> succeeded(LogSummary log) {
    String completeness = DatabaseMessages.completeness(log);
    return command()
        .map(
            command ->
                switch (command) {
                  case "repair" ->
                      new Verdict(
                          Verdict.Kind.REPAIRED,
                          new RepairMessages(request.environment().name(), flyway.repair())
                              .explanation(log.complete(), completeness));
                  case "validate" ->
                      new Verdict(
                          Verdict.Kind.VALID,
                          VerdictDetails.of(validated() + ".  " + completeness));
                  default ->
                      new Verdict(
                          Verdict.Kind.SHOWN,
                          new InfoMessages(request, flyway).shown(completeness));
                });
  }

  /** The verdict on a task that failed because the scripts and the database disagree. */
  Optional<Verdict> invalid() {
    return command()
        .filter(command -> command.equals("validate") && flyway.validation().failed())
        .map(
            command ->
                new Verdict(
                    Verdict.Kind.INVALID,
                    new InfoMessages(request, flyway)
                        .invalid(flyway.error().map(FlywayError::lines).orElse(List.of()))));
  }

  private String validated() {
    return flyway
        .validation()
        .validated()
        .map(
            count ->
                HumanReadable.count(count, "migration") + " validated: database and scripts agree")
        .orElse("the task exited with 0: database and scripts agree");
  }

  private Optional<String> command() {
    return FlywayCommands.noDeploy(request.command());
  }
}
