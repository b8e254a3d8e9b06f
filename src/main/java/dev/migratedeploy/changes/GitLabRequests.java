package dev.migratedeploy.changes;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.ci.Secret;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gitlab4j.api.AbstractApi;
import org.gitlab4j.api.GitLabApi;
import org.gitlab4j.api.GitLabApiException;

/**
 * Sends single requests through gitlab4j. Its own pager is not used: where a header is missing it
 * takes the first page for the whole list, and it knows no keyset pagination.
 */
final class GitLabRequests extends AbstractApi {
  private GitLabRequests(GitLabApi gitLab) {
    super(gitLab);
  }

  static GitLabRequests of(CiContext context, Duration connectTimeout, Duration readTimeout) {
    String apiUrl = context.apiUrl().toString();
    String host = apiUrl.substring(0, apiUrl.length() - CiContext.API_PATH.length());
    Optional<Secret> token = context.token();
    GitLabApi gitLab =
        token.isPresent()
            ? new GitLabApi(host, TokenType.PRIVATE, token.get().reveal())
            : new GitLabApi(
                host, TokenType.JOB_TOKEN, context.jobToken().map(Secret::reveal).orElse(""));
    return new GitLabRequests(
        gitLab.withRequestTimeout((int) connectTimeout.toMillis(), (int) readTimeout.toMillis()));
  }

  /**
   * Any answer, whatever its status.
   *
   * @param path the segments below {@code /api/v4}, not yet encoded
   * @throws IOException where no answer came, or not all of it
   */
  GitLabAnswer get(Map<String, String> query, String... path) throws IOException {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    try {
      for (Map.Entry<String, String> parameter : query.entrySet()) {
        // Encoded here: Jersey would take a percent sign and braces for its own.
        parameters.add(parameter.getKey(), urlEncode(parameter.getValue()));
      }
      Object[] segments = new Object[path.length];
      for (int i = 0; i < path.length; i++) {
        segments[i] = urlEncode(path[i]);
      }
      try (Response response = get(Response.Status.OK, parameters, segments)) {
        return new GitLabAnswer(
            response.getStatus(), headersOf(response), response.readEntity(String.class));
      }
    } catch (GitLabApiException | RuntimeException e) {
      throw new IOException(reasonOf(e), e);
    }
  }

  /** Every status is an answer; what it means is decided by the caller. */
  @Override
  protected Response validate(Response response, Response.Status expected) {
    return response;
  }

  private static Map<String, String> headersOf(Response response) {
    Map<String, String> headers = new TreeMap<>();
    response
        .getStringHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return headers;
  }

  private static String reasonOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null
        ? root.getClass().getSimpleName()
        : root.getClass().getSimpleName() + ": " + message;
  }
}
