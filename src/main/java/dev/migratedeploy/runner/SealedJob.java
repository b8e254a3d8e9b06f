package dev.migratedeploy.runner;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.ci.CiContext.Commit;
import dev.migratedeploy.ci.CiContext.Environment;
import dev.migratedeploy.ci.CiContext.Job;
import dev.migratedeploy.ci.CiContext.Project;
import dev.migratedeploy.ci.CiContext.Tokens;
import dev.migratedeploy.runner.job.RunnerJob;
import dev.migratedeploy.runner.policy.Grant;
import java.net.URI;
import java.util.Optional;

/**
 * A job that was let in.
 *
 * @param gitLab the instance, by the policy and not by the job's variables
 * @param isDeployment whether GitLab will record the job's success as a deployment
 */
public record SealedJob(RunnerJob job, URI gitLab, Grant grant, boolean isDeployment) {
  /** What the rest of the tool knows of the job; no variable that a user can set is in it. */
  public CiContext ci() {
    String projectUrl = gitLab + "/" + job.projectPath();
    return new CiContext(
        true,
        URI.create(gitLab + CiContext.API_PATH),
        new Project(
            Long.toString(job.projectId()),
            Optional.of(job.projectPath()),
            Optional.of(projectUrl)),
        new Commit(job.sha(), Optional.of(job.ref().name()), Optional.empty()),
        new Environment(
            Optional.of(
                grant.environment()), // A job without an environment, whose name the policy knows,
            // is no deployment either.
            Optional.of(isDeployment ? "start" : "access")),
        new Job(
            Optional.of(job.name()),
            Optional.of(Long.toString(job.id())),
            Optional.of(projectUrl + "/-/jobs/" + job.id()),
            Optional.empty(),
            job.timeout()),
        new Tokens(Optional.of(job.token()), Optional.empty(), Optional.empty()));
  }

  /** One line for the job's log. */
  public String words() {
    return "%s   %s   may deploy to %s"
        .formatted(job.projectWords(), job.ref().words(), grant.environment());
  }
}
