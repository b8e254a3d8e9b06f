package dev.migratedeploy.image;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.apache.v2.ApacheHttpTransport;
import com.google.api.client.util.SslUtils;
import java.io.IOException;
import java.net.ProxySelector;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpEntity;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.conn.util.PublicSuffixMatcher;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.SystemDefaultRoutePlanner;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;
import org.jspecify.annotations.Nullable;

/** Jib's transport, with an end to every answer. */
final class BoundedTransport {
  private static final ConnectionConfig HEADS =
      ConnectionConfig.custom()
          .setMessageConstraints(
              MessageConstraints.custom().setMaxHeaderCount(200).setMaxLineLength(64 << 10).build())
          .build();

  private static final PublicSuffixMatcher NO_SUFFIXES =
      new PublicSuffixMatcher(List.of(), List.of());

  /** One thread for all connections, which does not keep the process from ending. */
  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "registry-answers");
            thread.setDaemon(true);
            return thread;
          });

  private BoundedTransport() {}

  static HttpTransport verified(AnswerLimits limits) {
    return new ApacheHttpTransport(builder(limits).setSSLSocketFactory(new NamedServer()).build());
  }

  /** For a registry on the loopback interface, whose certificate nobody can have signed. */
  static HttpTransport unverified(AnswerLimits limits) {
    try {
      return new ApacheHttpTransport(
          builder(limits)
              .setSSLContext(SslUtils.trustAllSSLContext())
              .setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE)
              .build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  private static HttpClientBuilder builder(AnswerLimits limits) {
    return HttpClientBuilder.create()
        .useSystemProperties()
        // Jib asks for what a redirect leads to itself, and RegistryTransport for what failed.
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
        // Of cookies, which no registry needs; without them the client reads no list of suffixes.
        .disableCookieManagement()
        .setPublicSuffixMatcher(NO_SUFFIXES)
        .setDefaultConnectionConfig(HEADS)
        .setRequestExecutor(new BoundedHeads(limits))
        .addInterceptorFirst(
            (HttpRequest request, HttpContext context) -> {
              // A redirect comes here too.
              var target = HttpClientContext.adapt(context).getTargetHost();
              PlainHttp.refuse(target.getSchemeName(), target.toHostString());
            })
        .addInterceptorLast(
            (HttpResponse response, HttpContext context) -> {
              if (isEmpty(response.getEntity())) {
                // Jib reads none of it, and a connection whose answer was not read is closed.
                response.setEntity(null);
              } else {
                response.setEntity(
                    new BoundedEntity(
                        response.getEntity(),
                        limits,
                        HttpClientContext.adapt(context).getTargetHost().toHostString(),
                        response.getStatusLine().getStatusCode(),
                        HttpClientContext.adapt(context).getConnection()));
              }
            });
  }

  private static boolean isEmpty(@Nullable HttpEntity body) {
    return body == null || body.getContentLength() == 0;
  }

  /**
   * Has Java itself compare the server's name with its certificate, in the handshake, as it does
   * for GitLab and AWS. The client's own check needs a list of all public suffixes, whose thousands
   * of lines it reads before the first request.
   */
  private static final class NamedServer extends SSLConnectionSocketFactory {
    NamedServer() {
      super(HttpsURLConnection.getDefaultSSLSocketFactory(), NoopHostnameVerifier.INSTANCE);
    }

    @Override
    protected void prepareSocket(SSLSocket socket) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
    }
  }

  /** Cuts the connection if the head of an answer does not end; a drop now and then is no end. */
  private static final class BoundedHeads extends HttpRequestExecutor {
    private final AnswerLimits limits;

    BoundedHeads(AnswerLimits limits) {
      this.limits = limits;
    }

    @Override
    protected HttpResponse doReceiveResponse(
        HttpRequest request, HttpClientConnection connection, HttpContext context)
        throws HttpException, IOException {
      ScheduledFuture<?> end =
          WATCH.schedule(
              () -> {
                connection.shutdown();
                return null;
              },
              limits.patience().toMillis(),
              TimeUnit.MILLISECONDS);
      try {
        return super.doReceiveResponse(request, connection, context);
      } finally {
        end.cancel(false);
      }
    }
  }
}
