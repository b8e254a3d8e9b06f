package dev.migratedeploy.runner.job;

import dev.migratedeploy.support.Secret;
import dev.migratedeploy.verdict.RefusedException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A job as GitLab gave it to its Runner, which hands it on in {@code JOB_RESPONSE_FILE}. A user can
 * change nothing here but {@link #wish} (and, as the author of the pipeline, the names of the job
 * and its stage).
 *
 * @param token the job token
 * @param timeout how long GitLab lets the job run
 * @param wish what the job's variables ask for
 */
public record RunnerJob(
    long id,
    Secret token,
    Project project,
    Name title,
    Revision revision,
    Optional<Duration> timeout,
    JobRequest wish) {
  /**
   * The project whose job it is.
   *
   * @param repository where its git repository is, without credentials; ends in {@code .git}
   * @param path such as {@code group/subgroup/project}
   */
  public record Project(URI repository, long id, String path) {}

  /** What the author of the pipeline calls the job. */
  public record Name(String job, String stage) {}

  /**
   * What is checked out.
   *
   * @param sha the commit, 40 hexadecimal digits
   * @param beforeSha the commit before the push; empty if GitLab sends zeros
   */
  public record Revision(String sha, Optional<String> beforeSha, JobRef ref) {}

  private static final Pattern ANY_LINE = Pattern.compile("[^\\p{Cntrl}]{1,1024}");
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");
  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final int LONG_ID = 64;

  /** In seconds, a year: what is longer is none, and can still be added to a time. */
  private static final long LONGEST_TIMEOUT = 31_536_000;

  /**
   * Reads the Runner's file.
   *
   * @param gitLab the only instance whose jobs are taken, without a slash at the end: the policy's
   * @throws dev.migratedeploy.verdict.RefusedException if it is not as the Runner writes it, or
   *     comes from another instance
   */
  public static RunnerJob read(Path jobResponseFile, URI gitLab) {
    JobFile file = JobFile.read(jobResponseFile);
    RepositoryUrl repository = RepositoryUrl.of(file.text("/git_info/repo_url", ANY_LINE), gitLab);
    // Newer versions of GitLab say it outright.
    Optional<String> path =
        file.optionalText("/job_info/project_full_path", RepositoryUrl.PROJECT_PATH);
    if (path.filter(it -> !it.equals(repository.projectPath())).isPresent()) {
      throw JobFile.refused("job_info.project_full_path and git_info.repo_url do not agree");
    }
    String sha = file.text("/git_info/sha", OBJECT_ID);
    if (sha.length() == LONG_ID) {
      throw JobFile.refused("the project's repository is a SHA-256 one, which is not supported");
    }
    file.checkSteps();
    JobVariables variables = file.variables();
    NarrowingVariables.refuse(variables);
    return new RunnerJob(
        file.number("/id"),
        Secret.of(file.text("/token", TOKEN)),
        new Project(
            repository.uri(), file.number("/job_info/project_id"), repository.projectPath()),
        new Name(file.text("/job_info/name", ANY_LINE), file.text("/job_info/stage", ANY_LINE)),
        new Revision(
            sha,
            file.optionalText("/git_info/before_sha", OBJECT_ID).filter(it -> !it.matches("0+")),
            ref(file)),
        file.optionalNumber("/runner_info/timeout")
            .map(seconds -> Duration.ofSeconds(Math.min(seconds, LONGEST_TIMEOUT))),
        JobRequest.of(variables));
  }

  /**
   * The job's token and the values of its masked variables, which nothing may print; empty if the
   * file that the variables name cannot be read, which the code that needs it says.
   */
  public static List<String> secretsIn(Map<String, String> variables) {
    try {
      return Optional.ofNullable(variables.get("JOB_RESPONSE_FILE"))
          .map(file -> JobFile.read(Path.of(file)).secrets())
          .orElse(List.of());
    } catch (RefusedException | InvalidPathException e) {
      return List.of();
    }
  }

  private static JobRef ref(JobFile file) {
    String name = file.text("/git_info/ref", ANY_LINE);
    String type = file.text("/git_info/ref_type", ANY_LINE);
    return new JobRef(JobRef.Kind.of(type, name), name, file.flag("/git_info/protected"));
  }

  public URI repository() {
    return project.repository();
  }

  public long projectId() {
    return project.id();
  }

  public String projectPath() {
    return project.path();
  }

  public String name() {
    return title.job();
  }

  public String stage() {
    return title.stage();
  }

  public String sha() {
    return revision.sha();
  }

  public Optional<String> beforeSha() {
    return revision.beforeSha();
  }

  public JobRef ref() {
    return revision.ref();
  }

  /** For a sentence: {@code shop/orders (project 42)}. */
  public String projectWords() {
    return "%s (project %d)".formatted(project.path(), project.id());
  }
}
