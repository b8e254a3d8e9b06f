package dev.migratedeploy.gitlab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migratedeploy.network.BoundedAnswer;
import dev.migratedeploy.network.Deadline;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.gitlab4j.api.GitLabApi;
import org.gitlab4j.api.GitLabApi.ApiVersion;
import org.gitlab4j.api.GitLabApiClient;
import org.gitlab4j.api.GitLabApiOnClient;
import org.gitlab4j.models.Constants.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * The client for what changes something in GitLab, by gitlab4j's own API classes: gitlab4j's, which
 * here keeps the token to its server, follows no redirect, and bounds every answer in length and
 * time, as {@link GitLabHttpClient} does for what is only read. What comes back is GitLab's answer
 * as it is, whatever gitlab4j thinks of it.
 */
public final class GitLab4jClient extends GitLabApiClient {
  private static final String DEADLINE = "dev.migratedeploy.deadline";

  /** The answer to the last request of a thread, which sends one after the other. */
  private static final ThreadLocal<@Nullable GitLabAnswer> ANSWER = new ThreadLocal<>();

  private final GitLabAccess access;
  private final Client client;

  GitLab4jClient(GitLabAccess access) {
    super(ApiVersion.V4, access.host(), TokenType.PRIVATE, "", "", Map.of());
    this.access = access;
    this.client = trusting(createApiClient()).register(new Taking(), ClientResponseFilter.class);
  }

  /** A request that one of gitlab4j's API classes sends. */
  @FunctionalInterface
  interface Request {
    void send(GitLabApi api) throws Exception;
  }

  /**
   * GitLab's answer to a request, whatever its status and whatever gitlab4j thinks of it.
   *
   * @throws IOException if no answer came, or not all of it
   */
  GitLabAnswer answerTo(Request request) throws IOException {
    try {
      return Deadline.in(access.timeouts().whole()).call(() -> send(request));
    } catch (RuntimeException e) {
      throw new IOException(GitLabHttpClient.reasonOf(e), e);
    }
  }

  private GitLabAnswer send(Request request) throws Exception {
    ANSWER.remove();
    try {
      request.send(new GitLabApiOnClient(access.host(), this));
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
        .header(access.header(), access.token().reveal())
        .property(
            "jersey.config.client.connectTimeout", (int) access.timeouts().connect().toMillis())
        .property("jersey.config.client.readTimeout", (int) access.timeouts().read().toMillis())
        // It would take the token along, wherever it leads.
        .property("jersey.config.client.followRedirects", false)
        .property(DEADLINE, Deadline.in(access.timeouts().whole()));
  }

  /** Jersey asks neither the process's default whom to trust, nor gitlab4j's settings. */
  private static Client trusting(Client client) {
    try {
      return ClientBuilder.newBuilder()
          .withConfig(client.getConfiguration())
          .sslContext(SSLContext.getDefault())
          .build();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
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
        try (BoundedAnswer bounded =
            new BoundedAnswer(stream, GitLabHttpClient.MOST_BYTES, deadline)) {
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
}
