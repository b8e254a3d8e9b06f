package dev.migratedeploy.cli;

import dev.migratedeploy.plan.pending.DeployJob;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.Verdict;
import java.time.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code migrate-deploy plan}: what a deploy would do, or what is pending in every environment. */
@Command(
    name = "plan",
    description =
        "Say what a deploy would do, from the history of the environment's own database; in a merge"
            + " request it is commented there.",
    sortOptions = false)
final class PlanCommand extends JobCommand {
  @Option(
      names = "--all",
      fallbackValue = "true",
      description =
          "List, for every environment of the settings, the scripts that are merged but not applied"
              + " there, and since when. It starts no task.")
  private boolean all;

  @Option(
      names = "--older-than",
      paramLabel = "DAYS",
      converter = DaysConverter.class,
      description =
          "With --all: end with OVERDUE (exit code 1) if a script has been pending for more days"
              + " than this, such as 7d.")
  private @Nullable Period olderThan;

  @Option(
      names = "--deploy-job",
      paramLabel = "NAME",
      description =
          "The job whose deployments are compared with, {env} standing for the environment;"
              + " default: this job's name with plan replaced by deploy, else one whose name"
              + " contains migrate-deploy, else migrat, else flyway.")
  private @Nullable String deployJob;

  @Override
  Verdict verdict(CompositionRoot wiring) {
    DeployJob job =
        new DeployJob(
            Optional.ofNullable(deployJob),
            Optional.ofNullable(root().surroundings().variables().get("CI_JOB_NAME"))
                .filter(name -> !name.isBlank()));
    if (all) {
      return wiring.pending(job, Optional.ofNullable(olderThan)).run();
    }
    if (olderThan != null) {
      throw new RefusedException(
          Problem.of("--older-than is for plan --all only", "add --all, or leave it out"));
    }
    return wiring.plan(job).run();
  }
}
