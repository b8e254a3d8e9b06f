package dev.migratedeploy.ci;

import dev.migratedeploy.support.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what GitLab's predefined variables say, and refuses them with every problem at once. */
final class CiContextReader {
  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{7,64}");

  private CiContextReader() {}

  /**
   * Reads it.
   *
   * @throws dev.migratedeploy.verdict.RefusedException with everything that is missing or wrong
   */
  static CiContext read(Map<String, String> environment, boolean tokenNeeded) {
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
        new CiContext.Project(
            projectId, variables.find("CI_PROJECT_PATH"), variables.find("CI_PROJECT_URL")),
        new CiContext.Commit(
            commitSha,
            variables.find("CI_COMMIT_REF_NAME"),
            variables.find("CI_MERGE_REQUEST_IID")),
        new CiContext.Environment(
            variables.find("CI_ENVIRONMENT_NAME"), variables.find("CI_ENVIRONMENT_ACTION")),
        new CiContext.Job(
            variables.find("CI_JOB_NAME"),
            variables.find("CI_JOB_ID"),
            variables.find("CI_JOB_URL"),
            variables.find("CI_PIPELINE_ID"),
            variables
                .find("CI_JOB_TIMEOUT")
                .filter(seconds -> seconds.matches("\\d{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))),
        new CiContext.Tokens(jobToken, token, variables.secret("MIGRATE_DEPLOY_ID_TOKEN")));
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
            "CI_API_V4_URL",
            "GitLab's API, such as https://gitlab.example.com" + CiContext.API_PATH);
    String trimmed = text.replaceFirst("(?<!/)/++$", "");
    try {
      URI url = new URI(trimmed);
      if (!text.isEmpty() && !isApiUrl(url)) {
        variables.note(
            "CI_API_V4_URL is not of the form https://gitlab.example.com"
                + CiContext.API_PATH
                + shown(text));
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
        && url.getRawPath().endsWith(CiContext.API_PATH)
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  /** A URL with an at sign may carry a password. */
  private static String shown(String url) {
    return url.contains("@") ? "" : ": " + url;
  }
}
