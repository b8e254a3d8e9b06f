package dev.migratedeploy.sealed.job;

import dev.migratedeploy.ci.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A job as GitLab gave it to its Runner, which hands it on in {@code JOB_RESPONSE_FILE}. A user can
 * change nothing here but {@link #wish} (and, as the author of the pipeline, the names of the job
 * and its stage).
 *
 * @param token the job token
 * @param repository where the project's git repository is, without credentials; ends in {@code
 *     .git}
 * @param projectPath such as {@code group/subgroup/project}
 * @param sha the commit, 40 hexadecimal digits
 * @param beforeSha the commit before the push; empty where GitLab sends zeros
 * @param timeout how long GitLab lets the job run
 * @param wish what the job's variables ask for
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedMethod"}) // only for now
public record RunnerJob(
    long id,
    Secret token,
    URI repository,
    long projectId,
    String projectPath,
    String name,
    String stage,
    String sha,
    Optional<String> beforeSha,
    JobRef ref,
    Optional<Duration> timeout,
    Wish wish) {

  /**
   * Reads the Runner's file.
   *
   * @throws dev.migratedeploy.problem.RefusedException where it is not as the Runner writes it
   */
  public static RunnerJob read(Path jobResponseFile) {
    throw new UnsupportedOperationException();
  }

  /** For a sentence: {@code shop/orders (project 42)}. */
  public String projectWords() {
    return "%s (project %d)".formatted(projectPath, projectId);
  }
}
