package dev.migratedeploy.changes;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.ci.Secret;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gitlab4j.api.GitLabApi.ApiVersion;
import org.gitlab4j.api.GitLabApiClient;
import org.gitlab4j.api.utils.UrlEncoder;
import org.gitlab4j.models.Constants.TokenType;

/**
 * Sends single requests through gitlab4j. Its own pager is not used: where a header is missing it
 * takes the first page for the whole list, and it knows no keyset pagination.
 */
final class GitLabRequests extends GitLabApiClient {
  private final String tokenHeader;
  private final Secret token;
  private final int connectTimeout;
  private final int readTimeout;
  private final Client client;

  private GitLabRequests(
      String host,
      String tokenHeader,
      Secret token,
      Duration connectTimeout,
      Duration readTimeout) {
    super(ApiVersion.V4, host, TokenType.PRIVATE, "", "", Map.of());
    this.tokenHeader = tokenHeader;
    this.token = token;
    this.connectTimeout = (int) connectTimeout.toMillis();
    this.readTimeout = (int) readTimeout.toMillis();
    this.client = createApiClient();
  }

  static GitLabRequests of(CiContext context, Duration connectTimeout, Duration readTimeout) {
    String apiUrl = context.apiUrl().toString();
    return new GitLabRequests(
        apiUrl.substring(0, apiUrl.length() - CiContext.API_PATH.length()),
        context.token().isPresent() ? PRIVATE_TOKEN_HEADER : JOB_TOKEN_HEADER,
        context.token().or(context::jobToken).orElseGet(() -> Secret.of("")),
        connectTimeout,
        readTimeout);
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
      try (Response response = get(parameters, segments)) {
        return new GitLabAnswer(
            response.getStatus(), headersOf(response), response.readEntity(String.class));
      }
    } catch (RuntimeException e) {
      throw new IOException(reasonOf(e), e);
    }
  }

  /**
   * Instead of gitlab4j's own, which follows redirects and sets Jersey up anew for each request.
   */
  @Override
  protected Invocation.Builder invocation(
      URL url, MultivaluedMap<String, String> query, String accepted) {
    WebTarget target = client.target(url.toExternalForm());
    for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
      target = target.queryParam(parameter.getKey(), parameter.getValue().toArray());
    }
    return target
        .request(accepted)
        .header(tokenHeader, token.reveal())
        .property("jersey.config.client.connectTimeout", connectTimeout)
        .property("jersey.config.client.readTimeout", readTimeout)
        // It would take the token along, wherever it leads.
        .property("jersey.config.client.followRedirects", false);
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
