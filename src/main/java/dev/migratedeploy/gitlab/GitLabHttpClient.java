package dev.migratedeploy.gitlab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.network.BoundedAnswer;
import dev.migratedeploy.network.Deadline;
import dev.migratedeploy.network.Network;
import dev.migratedeploy.support.Secret;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gitlab4j.api.GitLabApi;
import org.gitlab4j.api.GitLabApi.ApiVersion;
import org.gitlab4j.api.GitLabApiClient;
import org.gitlab4j.api.GitLabApiOnClient;
import org.gitlab4j.api.utils.UrlEncoder;
import org.gitlab4j.models.Constants.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * The one client for GitLab's REST interface: gitlab4j's, which here keeps the token to its server,
 * follows no redirect, and bounds every answer in length and time, those too that gitlab4j's own
 * API classes ask for. Whatever sends a request, what comes back is GitLab's answer as it is.
 */
public final class GitLabHttpClient extends GitLabApiClient {
  /** A page of a hundred entries, or one file of the settings, is far smaller. */
  private static final long MOST_BYTES = 32L << 20;

  private static final String DEADLINE = "dev.migratedeploy.deadline";

  /** The answer to the last request of a thread, which sends one after the other. */
  private static final ThreadLocal<@Nullable GitLabAnswer> ANSWER = new ThreadLocal<>();

  /** The header that a request says who it is with. */
  private record Token(String header, Secret value) {}

  private final Token token;
  private final GitLabTimeouts timeouts;
  private final Client client;
  private final String host;

  private GitLabHttpClient(String host, Token token, GitLabTimeouts timeouts) {
    super(ApiVersion.V4, host, TokenType.PRIVATE, "", "", Map.of());
    this.host = host;
    this.token = token;
    this.timeouts = timeouts;
    this.client = trusting(createApiClient()).register(new Taking(), ClientResponseFilter.class);
  }

  /** With {@code GITLAB_TOKEN}, or else with {@code CI_JOB_TOKEN}. */
  static GitLabHttpClient of(CiContext ci, GitLabTimeouts timeouts) {
    String header = ci.token().isPresent() ? PRIVATE_TOKEN_HEADER : JOB_TOKEN_HEADER;
    Secret value = ci.token().or(ci::jobToken).orElseGet(() -> Secret.of(""));
    return new GitLabHttpClient(host(ci), new Token(header, value), timeouts);
  }

  /** A request, sent by this client or by one of gitlab4j's API classes. */
  @FunctionalInterface
  interface Request {
    void send() throws Exception;
  }

  /** gitlab4j's own API classes, whose requests go through this client. */
  GitLabApi api() {
    return new GitLabApiOnClient(host, this);
  }

  /**
   * GitLab's answer to a request, whatever its status and whatever gitlab4j thinks of it.
   *
   * @throws IOException if no answer came, or not all of it
   */
  GitLabAnswer answerTo(Request request) throws IOException {
    try {
      return Deadline.in(timeouts.whole()).call(() -> send(request));
    } catch (RuntimeException e) {
      throw new IOException(reasonOf(e), e);
    }
  }

  private GitLabAnswer send(Request request) throws Exception {
    ANSWER.remove();
    try {
      request.send();
    } catch (Exception e) {
      if (ANSWER.get() == null) {
        throw e;
      }
      // An answer that gitlab4j makes an exception of, or cannot read.
    }
    GitLabAnswer received = ANSWER.get();
    if (received == null) {
      throw new IllegalStateException("a request that was not sent");
    }
    return received;
  }

  /**
   * GitLab's answer to a question.
   *
   * @param path the segments below {@code /api/v4}, not yet encoded
   * @throws IOException if no answer came, or not all of it
   */
  GitLabAnswer get(Map<String, String> query, String... path) throws IOException {
    MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
    for (Map.Entry<String, String> parameter : query.entrySet()) {
      // Encoded here: Jersey would take a percent sign and braces for its own.
      parameters.add(parameter.getKey(), UrlEncoder.urlEncode(parameter.getValue()));
    }
    Object[] segments = new Object[path.length];
    for (int i = 0; i < path.length; i++) {
      // It encodes the underscore too, which not every server takes for the same.
      segments[i] = UrlEncoder.urlEncode(path[i]).replace("%5F", "_");
    }
    return answerTo(() -> close(get(parameters, segments)));
  }

  private static void close(Response response) {
    response.close();
  }

  /**
   * Instead of gitlab4j's own, which follows redirects and sets Jersey up again for each request.
   */
  @Override
  protected Invocation.Builder invocation(
      URL url, @Nullable MultivaluedMap<String, String> query, String accepted) {
    WebTarget target = client.target(url.toExternalForm());
    if (query != null) {
      for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
        target = target.queryParam(parameter.getKey(), parameter.getValue().toArray());
      }
    }
    return target
        .request(accepted)
        .header(token.header(), token.value().reveal())
        .property("jersey.config.client.connectTimeout", (int) timeouts.connect().toMillis())
        .property("jersey.config.client.readTimeout", (int) timeouts.read().toMillis())
        // It would take the token along, wherever it leads.
        .property("jersey.config.client.followRedirects", false)
        .property(DEADLINE, Deadline.in(timeouts.whole()));
  }

  /** Jersey asks neither the process's default whom to trust, nor gitlab4j's settings. */
  private static Client trusting(Client client) {
    return Network.trust()
        .map(
            trust ->
                ClientBuilder.newBuilder()
                    .withConfig(client.getConfiguration())
                    .sslContext(trust.context())
                    .build())
        .orElse(client);
  }

  /** Takes an answer as a whole before gitlab4j reads it. */
  private static final class Taking implements ClientResponseFilter {
    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response)
        throws IOException {
      byte[] body = new byte[0];
      InputStream stream = response.hasEntity() ? response.getEntityStream() : null;
      if (stream != null) {
        Deadline deadline = (Deadline) request.getProperty(DEADLINE);
        try (BoundedAnswer bounded = new BoundedAnswer(stream, MOST_BYTES, deadline)) {
          body = bounded.readAllBytes();
        }
        response.setEntityStream(new ByteArrayInputStream(body));
      }
      ANSWER.set(
          new GitLabAnswer(response.getStatus(), headers(response), new String(body, UTF_8)));
    }

    private Map<String, String> headers(ClientResponseContext response) {
      Map<String, String> headers = new TreeMap<>();
      response
          .getHeaders()
          .forEach(
              (name, values) ->
                  headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
      return headers;
    }
  }

  private static String host(CiContext context) {
    String apiUrl = context.apiUrl().toString();
    return apiUrl.substring(0, apiUrl.length() - CiContext.API_PATH.length());
  }

  /** The last cause in words: what Jersey and gitlab4j wrap around it says nothing. */
  static String reasonOf(Throwable thrown) {
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
