package dev.migratedeploy.runner.token;

import dev.migratedeploy.verdict.NotStartedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Fetches a small document that whoever answers cannot make large, slow or another one's. */
final class LimitedHttpGet {
  private static final int MOST_BYTES = 256 << 10;
  private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

  private final HttpClient client;
  private final Duration timeout;

  /**
   * Follows no redirect.
   *
   * @param timeout from the start of connecting to the last byte
   */
  LimitedHttpGet(Duration timeout) {
    this.timeout = timeout;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .version(HttpClient.Version.HTTP_1_1);
    // Unlike the proxies themselves, their logins are not taken from the process' default.
    Optional.ofNullable(Authenticator.getDefault()).ifPresent(builder::authenticator);
    this.client = builder.build();
  }

  /** Whether nobody on the way can change what comes from there. */
  static boolean isSafe(URI uri) {
    String host = String.valueOf(uri.getHost());
    return "https".equals(uri.getScheme())
        || ("http".equals(uri.getScheme())
            && (LOOPBACK.contains(host) || host.matches("127(\\.\\d{1,3}){3}")));
  }

  byte[] read(URI uri) {
    if (!isSafe(uri)) {
      throw TokenProblems.noKeys(uri + " is not HTTPS");
    }
    HttpRequest request =
        HttpRequest.newBuilder(uri).timeout(timeout).header("Accept", "application/json").build();
    HttpResponse<byte[]> response = answer(request);
    int status = response.statusCode();
    if (status >= 500 || status == 429) {
      throw TokenProblems.unreachable("%s answered with status %d".formatted(uri, status));
    }
    if (status != 200) {
      throw TokenProblems.noKeys("%s answered with status %d".formatted(uri, status));
    }
    return response.body();
  }

  private HttpResponse<byte[]> answer(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, info -> new Collector());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw late(request);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof HttpTimeoutException
          ? late(request)
          : TokenProblems.unreachable(request.uri() + ": " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TokenProblems.unreachable("interrupted while asking " + request.uri());
    } finally {
      answer.cancel(true);
    }
  }

  private NotStartedException late(HttpRequest request) {
    return TokenProblems.unreachable(
        "%s did not answer within %d s".formatted(request.uri(), timeout.toSeconds()));
  }

  /** Takes an answer up to the bound, and hangs up where it is longer. */
  private static final class Collector implements HttpResponse.BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription itsSubscription) {
      subscription = itsSubscription;
      itsSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        if (bytes.size() + buffer.remaining() > MOST_BYTES) {
          body.completeExceptionally(
              new IOException("an answer of more than %d KiB".formatted(MOST_BYTES >> 10)));
          if (subscription != null) {
            subscription.cancel();
          }
          return;
        }
        byte[] piece = new byte[buffer.remaining()];
        buffer.get(piece);
        bytes.writeBytes(piece);
      }
    }

    @Override
    public void onError(Throwable failure) {
      body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      body.complete(bytes.toByteArray());
    }
  }
}
