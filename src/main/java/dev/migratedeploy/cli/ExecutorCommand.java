package dev.migratedeploy.cli;

import dev.migratedeploy.network.Network;
import dev.migratedeploy.runner.JobAuthorizer;
import dev.migratedeploy.runner.SealedJob;
import dev.migratedeploy.runner.job.RunnerJob;
import dev.migratedeploy.secrets.SecretVariables;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;

/** {@code migrate-deploy executor}: the driver of a GitLab Runner that can do nothing else. */
@Command(
    name = "executor",
    description = {
      "The four stages of GitLab Runner's custom executor. A Runner with this driver runs no script"
          + " of a job: it migrates an environment that the policy file of its host grants to the"
          + " job's project and ref, and does nothing else.",
      ""
    },
    footerHeading = "%nExamples, for the runner's config.toml:%n",
    footer = {
      "  [runners.custom]",
      "    config_exec  = \"/usr/local/bin/migrate-deploy\"",
      "    config_args  = [\"executor\", \"config\"]",
      "    prepare_exec = \"/usr/local/bin/migrate-deploy\"",
      "    prepare_args = [\"executor\", \"prepare\"]",
      "    run_exec     = \"/usr/local/bin/migrate-deploy\"",
      "    run_args     = [\"executor\", \"run\"]",
      "    cleanup_exec = \"/usr/local/bin/migrate-deploy\"",
      "    cleanup_args = [\"executor\", \"cleanup\"]"
    },
    subcommands = {
      ExecutorConfigCommand.class,
      ExecutorPrepareCommand.class,
      ExecutorRunCommand.class,
      ExecutorCleanupCommand.class
    },
    sortOptions = false)
final class ExecutorCommand implements Callable<Integer> {
  /** For a stage that asks nobody. */
  static final Duration SHORT_STAGE = Duration.ofMinutes(2);

  /** For one that asks GitLab and AWS, or removes what others have left. */
  static final Duration LONG_STAGE = Duration.ofMinutes(5);

  @ParentCommand RootCommand root;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "What the runner may do for whom; default: /etc/migrate-deploy/policy.yml. Only root or"
              + " the runner's user may be able to write it.")
  Path policy = Path.of("/etc/migrate-deploy/policy.yml");

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Where a running job's files are, until it ends; default: migrate-deploy-USER in the"
              + " temporary directory.")
  private @Nullable Path state;

  @Override
  public Integer call() {
    throw new RefusedException(
        Problem.of(
            "executor takes one of config, prepare, run, cleanup",
            "migrate-deploy executor --help   shows a runner's config.toml"));
  }

  /**
   * The job, if it was let in.
   *
   * @throws dev.migratedeploy.verdict.ProblemException if it was not
   */
  SealedJob admitted() {
    // By the host's proxy and authorities: a job's own variables are not heard here either.
    CliEnvironment host = SealedEnvironment.of(root.surroundings());
    SecretVariables.refuseUnusable(host.variables());
    host.secrets().addAll(RunnerJob.secretsIn(root.surroundings().variables()));
    Network.join(host.variables(), root.surroundings().directory());
    return new JobAuthorizer(policy, Clock.systemUTC()).of(root.surroundings().variables());
  }

  /** How long what comes now may take as a whole. */
  void within(Duration longest, String stage) {
    root.surroundings().end().within(longest, "executor " + stage);
  }

  Path stateDirectory() {
    return state == null
        ? Path.of(
            System.getProperty("java.io.tmpdir"),
            "migrate-deploy-" + System.getProperty("user.name"))
        : state;
  }
}
