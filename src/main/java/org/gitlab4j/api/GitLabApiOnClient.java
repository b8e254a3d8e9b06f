package org.gitlab4j.api;

import org.gitlab4j.models.Constants.TokenType;

/**
 * gitlab4j's API classes on a client of one's own. The one that gitlab4j makes for them follows
 * redirects with the token, and waits for an answer of any length for any time. It is in gitlab4j's
 * package because the field for the client is not public.
 */
public final class GitLabApiOnClient extends GitLabApi {
  /**
   * The API classes.
   *
   * @param host GitLab's external URL, without a slash at the end
   */
  public GitLabApiOnClient(String host, GitLabApiClient client) {
    super(ApiVersion.V4, host, TokenType.PRIVATE, "", "");
    this.apiClient = client;
  }
}
