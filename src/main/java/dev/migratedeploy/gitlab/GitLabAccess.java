package dev.migratedeploy.gitlab;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.support.Secret;

/**
 * Where GitLab is, and who asks it.
 *
 * @param host its external URL, without a slash at the end
 * @param header the one that names who asks
 * @param token the header's value
 * @param timeouts how long it may take
 */
record GitLabAccess(String host, String header, Secret token, GitLabTimeouts timeouts) {
  private static final String PRIVATE_TOKEN = "PRIVATE-TOKEN";
  private static final String JOB_TOKEN = "JOB-TOKEN";

  /** With {@code GITLAB_TOKEN}, or else with {@code CI_JOB_TOKEN}. */
  static GitLabAccess of(CiContext ci, GitLabTimeouts timeouts) {
    String apiUrl = ci.apiUrl().toString();
    return new GitLabAccess(
        apiUrl.substring(0, apiUrl.length() - CiContext.API_PATH.length()),
        ci.token().isPresent() ? PRIVATE_TOKEN : JOB_TOKEN,
        ci.token().or(ci::jobToken).orElseGet(() -> Secret.of("")),
        timeouts);
  }
}
