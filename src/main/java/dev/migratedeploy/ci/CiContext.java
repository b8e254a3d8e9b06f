package dev.migratedeploy.ci;

import dev.migratedeploy.support.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What GitLab's predefined variables say about this job.
 *
 * @param gitlabCi whether this runs inside a GitLab job at all
 * @param apiUrl ends in {@code /api/v4}; the part before it may hold a relative path
 */
public record CiContext(
    boolean gitlabCi,
    URI apiUrl,
    Project project,
    Commit commit,
    Environment environment,
    Job job,
    Tokens tokens) {

  /**
   * The GitLab project.
   *
   * @param id its number, or by hand its full path
   */
  public record Project(String id, Optional<String> path, Optional<String> url) {}

  /**
   * What is deployed.
   *
   * @param sha 40 hexadecimal digits (64 in a SHA-256 repository)
   * @param ref the branch or tag
   * @param mergeRequestIid the number within the project, in merge request pipelines only
   */
  public record Commit(String sha, Optional<String> ref, Optional<String> mergeRequestIid) {}

  /**
   * The job's environment.
   *
   * @param action without one it is {@code start}
   */
  public record Environment(Optional<String> name, Optional<String> action) {}

  /**
   * The job itself.
   *
   * @param name with the suffix that {@code parallel} adds
   * @param timeout how long GitLab lets the job run; GitLab says it from 15.7 on
   */
  public record Job(
      Optional<String> name,
      Optional<String> id,
      Optional<String> url,
      Optional<String> pipelineId,
      Optional<Duration> timeout) {}

  /**
   * What the job may identify itself with.
   *
   * @param job {@code CI_JOB_TOKEN}; GitLab accepts it on some endpoints only
   * @param user {@code GITLAB_TOKEN}, which a user makes
   * @param id an OpenID Connect token for AWS, from {@code id_tokens:}
   */
  public record Tokens(Optional<Secret> job, Optional<Secret> user, Optional<Secret> id) {}

  /** Where every version of GitLab has its REST interface. */
  public static final String API_PATH = "/api/v4";

  /** Stands for an instance that nobody named. */
  public static final String NO_GITLAB = "https://gitlab.invalid" + API_PATH;

  /**
   * For a command that asks GitLab nothing, such as one that a person starts elsewhere than in a
   * job: what is missing stays unknown.
   */
  public static CiContext where(Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putIfAbsent("CI_API_V4_URL", NO_GITLAB);
    variables.putIfAbsent("CI_PROJECT_ID", "unknown");
    variables.putIfAbsent("CI_COMMIT_SHA", "0".repeat(40));
    variables.putIfAbsent("CI_JOB_TOKEN", "none");
    return of(variables);
  }

  /** Refuses an environment in which a required variable is missing, naming every one of them. */
  public static CiContext of(Map<String, String> environment) {
    return CiContextReader.read(environment, true);
  }

  /** The same for what can do without a token: then GitLab cannot be asked. */
  public static CiContext perhapsWithoutToken(Map<String, String> environment) {
    return CiContextReader.read(environment, false);
  }

  public String projectId() {
    return project.id();
  }

  public Optional<String> projectPath() {
    return project.path();
  }

  public Optional<String> projectUrl() {
    return project.url();
  }

  public String commitSha() {
    return commit.sha();
  }

  public Optional<String> ref() {
    return commit.ref();
  }

  public Optional<String> mergeRequestIid() {
    return commit.mergeRequestIid();
  }

  public Optional<String> environmentName() {
    return environment.name();
  }

  public Optional<String> environmentAction() {
    return environment.action();
  }

  public Optional<String> jobName() {
    return job.name();
  }

  public Optional<String> jobId() {
    return job.id();
  }

  public Optional<String> jobUrl() {
    return job.url();
  }

  public Optional<String> pipelineId() {
    return job.pipelineId();
  }

  public Optional<Duration> jobTimeout() {
    return job.timeout();
  }

  public Optional<Secret> jobToken() {
    return tokens.job();
  }

  public Optional<Secret> token() {
    return tokens.user();
  }

  public Optional<Secret> idToken() {
    return tokens.id();
  }

  /** Whether GitLab can be asked. */
  public boolean hasToken() {
    return tokens.user().isPresent() || tokens.job().isPresent();
  }

  /** Whether GitLab takes this job's success for a deployment to its environment. */
  public boolean isDeployment() {
    return environment.name().isPresent() && EnvironmentAction.isDeployment(environment.action());
  }
}
