package dev.migratedeploy.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SentOnceTest {
  /** A process of its own: Java reads the property when it makes its first connection. */
  @Test
  void whatMayHaveArrivedIsNotSentAgainByJavaItself() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Process poster =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Poster.class.getName(),
                  "http://127.0.0.1:" + server.getLocalPort() + "/notes")
              .redirectErrorStream(true)
              .start();
      try {
        takeAndHangUp(server);
        String said =
            new String(poster.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(said).contains("Unexpected end of file from server");
        assertThat(poster.waitFor()).isZero();
        server.setSoTimeout(1);
        assertThat(isAskedAgain(server)).isFalse();
      } finally {
        poster.destroyForcibly();
      }
    }
  }

  private static void takeAndHangUp(ServerSocket server) throws IOException {
    try (Socket connection = server.accept()) {
      StringBuilder request = new StringBuilder();
      while (!request.toString().endsWith("body=comment")) {
        int next = connection.getInputStream().read();
        assertThat(next).as("the request ends: " + request).isNotNegative();
        request.append((char) next);
      }
    }
  }

  /** The second connection, if there was one, has been queued while nobody took it. */
  private static boolean isAskedAgain(ServerSocket server) throws IOException {
    try (Socket second = server.accept()) {
      return second.isConnected();
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** Joins the network as each command does, and sends one comment. */
  static final class Poster {
    private Poster() {}

    public static void main(String[] args) throws IOException {
      Network.join(Map.of(), Path.of("."));
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(args[0]).toURL().openConnection();
      connection.setReadTimeout(5_000);
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write("body=comment".getBytes(StandardCharsets.UTF_8));
      }
      try {
        System.out.println(connection.getResponseCode());
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
