package dev.migratedeploy.cli;

import dev.migratedeploy.aws.AwsClients;
import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.deploy.request.ProtectedEnvironment;
import dev.migratedeploy.project.Settings;
import dev.migratedeploy.runner.SealedJob;

/** What a job that was let in will need, as far as a few quick questions can tell. */
record SealedPreconditions(CliEnvironment host) {
  /**
   * Asks AWS who this runner is and whether the environment's task definition is there.
   *
   * @throws dev.migratedeploy.verdict.ProblemException if a deploy could not begin
   */
  void check(SealedJob job) {
    // Nothing of the project's is here: these are the policy's own values.
    Settings settings = job.grant().policysOwn();
    EnvironmentSettings environment = settings.environment();
    try (AwsAdapters adapters = new AwsAdapters(host.variables(), host.secrets(), host.ticker())) {
      AwsClients aws = adapters.clients(settings, job.ci());
      aws.identity();
      ProtectedEnvironment.check(environment, adapters.tasks(aws).template(environment));
    }
  }
}
