package dev.migratedeploy.ci;

import dev.migratedeploy.support.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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

  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{7,64}");

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
    return of(environment, true);
  }

  /** The same for what can do without a token: then GitLab cannot be asked. */
  public static CiContext perhapsWithoutToken(Map<String, String> environment) {
    return of(environment, false);
  }

  private static CiContext of(Map<String, String> environment, boolean tokenNeeded) {
    CiVariables variables = new CiVariables(environment);
    URI apiUrl = apiUrl(variables);
    String projectId = variables.require("CI_PROJECT_ID", "the project's number");
    String commitSha = commitSha(variables);
    Optional<Secret> jobToken = variables.secret("CI_JOB_TOKEN");
    Optional<Secret> token = variables.secret("GITLAB_TOKEN");
    if (tokenNeeded && token.isEmpty() && jobToken.isEmpty()) {
      variables.note("GITLAB_TOKEN or CI_JOB_TOKEN is missing: one of them is needed");
    }
    variables.refuseWhereIncomplete();
    return new CiContext(
        variables.find("GITLAB_CI").filter("true"::equals).isPresent(),
        apiUrl,
        new Project(projectId, variables.find("CI_PROJECT_PATH"), variables.find("CI_PROJECT_URL")),
        new Commit(
            commitSha,
            variables.find("CI_COMMIT_REF_NAME"),
            variables.find("CI_MERGE_REQUEST_IID")),
        new Environment(
            variables.find("CI_ENVIRONMENT_NAME"), variables.find("CI_ENVIRONMENT_ACTION")),
        new Job(
            variables.find("CI_JOB_NAME"),
            variables.find("CI_JOB_ID"),
            variables.find("CI_JOB_URL"),
            variables.find("CI_PIPELINE_ID"),
            variables
                .find("CI_JOB_TIMEOUT")
                .filter(seconds -> seconds.matches("\\d{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))),
        new Tokens(jobToken, token, variables.secret("MIGRATE_DEPLOY_ID_TOKEN")));
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

  private static String commitSha(CiVariables variables) {
    String sha = variables.require("CI_COMMIT_SHA", "the commit to deploy");
    if (!sha.isEmpty() && !OBJECT_ID.matcher(sha).matches()) {
      variables.note("CI_COMMIT_SHA is not a full commit id: " + sha);
    }
    return sha;
  }

  private static URI apiUrl(CiVariables variables) {
    String text =
        variables.require(
            "CI_API_V4_URL", "GitLab's API, such as https://gitlab.example.com" + API_PATH);
    String trimmed = text.replaceFirst("(?<!/)/++$", "");
    try {
      URI url = new URI(trimmed);
      if (!text.isEmpty() && !isApiUrl(url)) {
        variables.note(
            "CI_API_V4_URL is not of the form https://gitlab.example.com" + API_PATH + shown(text));
      }
      return url;
    } catch (URISyntaxException e) {
      variables.note("CI_API_V4_URL is not a URL: " + e.getReason());
      return URI.create("");
    }
  }

  private static boolean isApiUrl(URI url) {
    return ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawPath().endsWith(API_PATH)
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  /** A URL with an at sign may carry a password. */
  private static String shown(String url) {
    return url.contains("@") ? "" : ": " + url;
  }
}
