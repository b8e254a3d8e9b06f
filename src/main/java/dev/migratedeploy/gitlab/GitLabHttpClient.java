package dev.migratedeploy.gitlab;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.network.BoundedAnswer;
import dev.migratedeploy.network.Deadline;
import dev.migratedeploy.network.Network;
import dev.migratedeploy.support.Secret;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gitlab4j.api.GitLabApi.ApiVersion;
import org.gitlab4j.api.GitLabApiClient;
import org.gitlab4j.models.Constants.TokenType;
import org.jspecify.annotations.Nullable;

/**
 * Sends single requests through gitlab4j. Its own pager is not used: where a header is missing it
 * takes the first page for the whole list, and it knows no keyset pagination.
 */
public abstract class GitLabHttpClient extends GitLabApiClient {
  /** A page of a hundred entries, or one file of the settings, is far smaller. */
  private static final long MOST_BYTES = 32L << 20;

  /** An answer takes as long as it takes to begin, and so many times that to come to its end. */
  private static final int PATIENCE = 4;

  private final String tokenHeader;
  private final Secret token;
  private final int connectTimeout;
  private final int readTimeout;
  private final Duration longest;
  private final Client client;

  /** Requests with a token, which stands in the header of that name. */
  protected GitLabHttpClient(
      CiContext context,
      String tokenHeader,
      Secret token,
      Duration connectTimeout,
      Duration readTimeout) {
    super(ApiVersion.V4, host(context), TokenType.PRIVATE, "", "", Map.of());
    this.tokenHeader = tokenHeader;
    this.token = token;
    this.connectTimeout = (int) connectTimeout.toMillis();
    this.readTimeout = (int) readTimeout.toMillis();
    this.longest = connectTimeout.plus(readTimeout.multipliedBy(PATIENCE));
    this.client = trusting(createApiClient());
  }

  /**
   * Instead of gitlab4j's own, which follows redirects and sets Jersey up anew for each request.
   */
  @Override
  protected final Invocation.Builder invocation(
      URL url, @Nullable MultivaluedMap<String, String> query, String accepted) {
    WebTarget target = client.target(url.toExternalForm());
    if (query != null) {
      for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
        target = target.queryParam(parameter.getKey(), parameter.getValue().toArray());
      }
    }
    return target
        .request(accepted)
        .header(tokenHeader, token.reveal())
        .property("jersey.config.client.connectTimeout", connectTimeout)
        .property("jersey.config.client.readTimeout", readTimeout)
        // It would take the token along, wherever it leads.
        .property("jersey.config.client.followRedirects", false);
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

  /** A request and what is made of its answer. */
  @FunctionalInterface
  protected interface Exchange<T> {
    T with(Deadline deadline) throws IOException;
  }

  /** Sends a request and reads its answer, all of it within one time. */
  protected final <T> T inTime(Exchange<T> exchange) throws IOException {
    Deadline deadline = Deadline.in(longest);
    return deadline.call(() -> exchange.with(deadline));
  }

  /** The body of an answer as text, if it is not too large. */
  protected static String text(Response response, Deadline deadline) throws IOException {
    InputStream body = response.hasEntity() ? response.readEntity(InputStream.class) : null;
    if (body == null) {
      return "";
    }
    try (BoundedAnswer bounded = new BoundedAnswer(body, MOST_BYTES, deadline)) {
      return bounded.text();
    }
  }

  private static String host(CiContext context) {
    String apiUrl = context.apiUrl().toString();
    return apiUrl.substring(0, apiUrl.length() - CiContext.API_PATH.length());
  }
}
