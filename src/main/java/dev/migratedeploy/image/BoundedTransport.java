package dev.migratedeploy.image;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.apache.v2.ApacheHttpTransport;
import com.google.api.client.util.SslUtils;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/** Jib's transport, with an end to every answer. */
final class BoundedTransport {
  private static final ConnectionConfig HEADS =
      ConnectionConfig.custom()
          .setMessageConstraints(
              MessageConstraints.custom().setMaxHeaderCount(200).setMaxLineLength(64 << 10).build())
          .build();

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
    return new ApacheHttpTransport(
        builder(limits)
            .setSSLSocketFactory(SSLConnectionSocketFactory.getSystemSocketFactory())
            .build());
  }

  /** For a registry on the loopback interface, whose certificate nobody can have signed. */
  static HttpTransport unverified(AnswerLimits limits) {
    try {
      return new ApacheHttpTransport(
          builder(limits)
              .setSSLSocketFactory(null)
              .setSSLContext(SslUtils.trustAllSSLContext())
              .setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE)
              .build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  private static HttpClientBuilder builder(AnswerLimits limits) {
    return ApacheHttpTransport.newDefaultHttpClientBuilder()
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
              if (response.getEntity() != null) {
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
