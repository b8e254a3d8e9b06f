package dev.migratedeploy.localcloud.gitlab;

import dev.migratedeploy.localcloud.gitlab.Credentials.Caller;
import dev.migratedeploy.localcloud.gitlab.Credentials.Job;
import dev.migratedeploy.localcloud.gitlab.Credentials.TokenHolder;
import java.util.Arrays;

/** Which tokens an endpoint accepts. */
enum Access {
  READ(false, "api", "read_api"),
  READ_ALSO_BY_JOBS(true, "api", "read_api"),
  /** The list in ci_job_token.md has no Commits API before. */
  READ_ALSO_BY_JOBS_FROM_18_3(true, "api", "read_api"),
  READ_FILES_ALSO_BY_JOBS(true, "api", "read_api", "read_repository"),
  BY_EVERY_TOKEN(false, "api", "read_api", "read_repository", "read_user"),
  WRITE(false, "api"),
  WRITE_ALSO_BY_JOBS(true, "api"),
  BY_JOBS_ONLY(true);

  private final boolean byJobs;
  private final String scopes;

  Access(boolean byJobs, String... scopes) {
    this.byJobs = byJobs;
    this.scopes = String.join(" ", scopes);
  }

  /**
   * Refuses as GitLab does: where the endpoint does not know job tokens, a job is a stranger, and a
   * stranger does not learn that a private project exists.
   */
  void check(
      Caller caller, boolean isPrivateProject, LocalGitLabVersion version, String permission) {
    boolean known = this != READ_ALSO_BY_JOBS_FROM_18_3 || version.isAtLeast(18, 3);
    if (caller instanceof TokenHolder holder && holder.isFineGrained()) {
      if (!holder.permissions().contains(permission)) {
        throw GitLabError.insufficientGranularScope(permission);
      }
    } else if (caller instanceof TokenHolder holder) {
      if (Arrays.stream(scopes.split(" ")).noneMatch(holder.scopes()::contains)) {
        throw GitLabError.insufficientScope(scopes);
      }
    } else if (!(caller instanceof Job && byJobs && known)) {
      throw isPrivateProject ? GitLabError.notFound("Project") : GitLabError.unauthorized();
    }
  }
}
