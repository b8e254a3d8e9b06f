package dev.migratedeploy.gitlab;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.support.Secret;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gitlab4j.api.utils.UrlEncoder;

/** Reads from GitLab, with {@code GITLAB_TOKEN} or else the job's own token. */
final class GitLabRequests extends GitLabHttpClient {
  private GitLabRequests(CiContext context, Duration connectTimeout, Duration readTimeout) {
    super(
        context,
        context.token().isPresent() ? PRIVATE_TOKEN_HEADER : JOB_TOKEN_HEADER,
        context.token().or(context::jobToken).orElseGet(() -> Secret.of("")),
        connectTimeout,
        readTimeout);
  }

  static GitLabRequests of(CiContext context, Duration connectTimeout, Duration readTimeout) {
    return new GitLabRequests(context, connectTimeout, readTimeout);
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
        parameters.add(parameter.getKey(), UrlEncoder.urlEncode(parameter.getValue()));
      }
      Object[] segments = new Object[path.length];
      for (int i = 0; i < path.length; i++) {
        // It encodes the underscore too, which not every server takes for the same.
        segments[i] = UrlEncoder.urlEncode(path[i]).replace("%5F", "_");
      }
      return inTime(
          deadline -> {
            try (Response response = get(parameters, segments)) {
              return new GitLabAnswer(
                  response.getStatus(), headersOf(response), text(response, deadline));
            }
          });
    } catch (RuntimeException e) {
      throw new IOException(reasonOf(e), e);
    }
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
