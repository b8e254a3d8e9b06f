package dev.migratedeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.localcloud.http.LocalServer;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/** A proxy or an endpoint of somebody else's that does not come to the end of its answer. */
class EndlessAnswerTest {
  /** A byte comes from time to time, so that no read times out. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nX: ",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n{\"a\":\""
      })
  void anAnswerThatDripsIsLate(String beginning) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread dripping = new Thread(() -> drip(server, beginning));
      dripping.setDaemon(true);
      dripping.start();

      assertThat(failure(URI.create("http://127.0.0.1:" + server.getLocalPort())))
          .hasMessageContaining("the answer was not there as a whole");
    }
  }

  @Test
  void anAnswerWithoutAnEndIsTooLong() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return ' ';
          }
        };
    Response response =
        new Response(
            200, Map.of("Content-Type", "application/x-amz-json-1.1"), 1L << 40, () -> endless);
    try (LocalServer server = LocalServer.start("endless", request -> response)) {
      assertThat(failure(server.uri(), Duration.ofMinutes(5)))
          .hasStackTraceContaining("an answer of more than");
    }
  }

  private static SdkException failure(URI endpoint) {
    return failure(endpoint, Duration.ofMillis(500));
  }

  private static SdkException failure(URI endpoint, Duration longest) {
    try (EcsClient client =
        EcsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.EU_WEST_1)
            .httpClient(new BoundedHttp(UrlConnectionHttpClient.create(), longest))
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIALOCAL", "secret")))
            .build()) {
      return catchThrowableOfType(SdkException.class, client::listClusters);
    }
  }

  private static void drip(ServerSocket server, String beginning) {
    try (Socket socket = server.accept();
        OutputStream out = socket.getOutputStream()) {
      out.write(beginning.getBytes(StandardCharsets.UTF_8));
      while (!server.isClosed()) {
        out.write('x');
        out.flush();
        socket.setSoTimeout(20);
        readOrWait(socket);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the client has hung up
    }
  }

  private static void readOrWait(Socket socket) throws IOException {
    try {
      socket.getInputStream().read();
    } catch (java.net.SocketTimeoutException nothingToRead) {
      // That was the wait.
    }
  }
}
