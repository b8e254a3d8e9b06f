package dev.migratedeploy.runner.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.runner.job.JobRef;
import dev.migratedeploy.runner.job.RunnerJob;
import java.util.Optional;

/** What a token says of the job that it was made for; GitLab writes all of them as texts. */
record Claims(JsonNode claims) {

  /** Refuses the token of another job, project, commit or ref: a stolen or a stored one. */
  VerifiedToken of(RunnerJob job) {
    require("job_id", Long.toString(job.id()));
    require("project_id", Long.toString(job.projectId()));
    require("project_path", job.projectPath());
    require("sha", job.sha());
    JobRef ref = job.ref();
    // In a merge request's pipeline a token names the source branch, a job the request's own ref.
    if (ref.kind() == JobRef.Kind.BRANCH || ref.kind() == JobRef.Kind.TAG) {
      require("ref", ref.name());
      require("ref_type", ref.kind().word());
    }
    boolean refProtected = flag("ref_protected");
    if (ref.isProtected().filter(it -> it != refProtected).isPresent()) {
      throw otherJob("ref_protected");
    }
    return new VerifiedToken(
        refProtected,
        optional("environment"),
        flag("environment_protected"),
        optional("environment_action"));
  }

  private void require(String name, String expected) {
    if (!optional(name).filter(expected::equals).isPresent()) {
      throw otherJob(name);
    }
  }

  /** Anything but {@code "true"} counts as no: {@code environment_protected} may be missing. */
  private boolean flag(String name) {
    return optional(name).filter("true"::equals).isPresent();
  }

  private Optional<String> optional(String name) {
    JsonNode claim = claims.path(name);
    if (claim.isMissingNode() || claim.isNull()) {
      return Optional.empty();
    }
    if (!claim.isTextual()) {
      throw TokenProblems.refused("its claim %s is not a text".formatted(name));
    }
    return Optional.of(claim.textValue());
  }

  private static RuntimeException otherJob(String claim) {
    return TokenProblems.refused(
        "it was not made for this job: its claim %s is not the job's".formatted(claim));
  }
}
