package dev.migratedeploy.localcloud.gitlab;

import dev.migratedeploy.localcloud.http.Response;

/** Ends a request with one of GitLab's error answers. */
final class GitLabError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  private GitLabError(int status, String json) {
    super(json);
    this.status = status;
  }

  static GitLabError notFound(String what) {
    return message(404, "404 " + what + " Not Found");
  }

  static GitLabError notFound() {
    return message(404, "404 Not found");
  }

  static GitLabError unauthorized() {
    return message(401, "401 Unauthorized");
  }

  static GitLabError forbidden() {
    return message(403, "403 Forbidden");
  }

  static GitLabError badRequest(String reason) {
    return new GitLabError(400, "{\"error\":\"" + reason + "\"}");
  }

  static GitLabError insufficientScope(String scopes) {
    return new GitLabError(
        403,
        "{\"error\":\"insufficient_scope\",\"error_description\":\"The request requires higher"
            + " privileges than provided by the access token.\",\"scope\":\""
            + scopes
            + "\"}");
  }

  /** In the words of {@code Gitlab::Auth::GranularPermissionsError}. */
  static GitLabError insufficientGranularScope(String permission) {
    return new GitLabError(
        403,
        "{\"error\":\"insufficient_granular_scope\",\"error_description\":\"Access denied: This"
            + " operation requires a fine-grained personal access token with the following project"
            + " permissions: ["
            + permission
            + "].\"}");
  }

  private static GitLabError message(int status, String message) {
    return new GitLabError(status, "{\"message\":\"" + message + "\"}");
  }

  Response response() {
    return Response.json(status, String.valueOf(getMessage()));
  }
}
