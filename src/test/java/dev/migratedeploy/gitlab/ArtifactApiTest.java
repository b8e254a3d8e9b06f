package dev.migratedeploy.gitlab;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.support.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

class ArtifactApiTest {
  private final Path folder;

  ArtifactApiTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** The verdict has been told by then; a server that never ends must not keep the runner. */
  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void anAnswerThatNeverEndsIsGivenUp() throws IOException {
    Path report = Files.writeString(folder.resolve("junit.xml"), "<testsuites/>");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> beginAnswer(server));
      answering.setDaemon(true);
      answering.start();
      ArtifactApi api =
          new ArtifactApi(
              URI.create("http://127.0.0.1:" + server.getLocalPort()),
              7,
              Secret.of("secret-token"),
              Duration.ofSeconds(1));

      assertThatThrownBy(() -> api.upload(new Artifact("junit", "raw", report)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no answer within 1 s")
          .hasMessageNotContaining("secret-token");
      answering.interrupt();
    }
  }

  /** The head of an answer, and not a byte of its body. */
  private static void beginAnswer(ServerSocket server) {
    try (Socket client = server.accept()) {
      client
          .getOutputStream()
          .write("HTTP/1.1 201 Created\r\nContent-Length: 10\r\n\r\n".getBytes(US_ASCII));
      client.getOutputStream().flush();
      // Ends when the client hangs up.
      client.getInputStream().readAllBytes();
    } catch (IOException e) {
      return;
    }
  }
}
