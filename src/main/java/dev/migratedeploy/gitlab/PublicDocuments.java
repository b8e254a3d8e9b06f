package dev.migratedeploy.gitlab;

import dev.migratedeploy.network.BoundedAnswer;
import dev.migratedeploy.network.Deadline;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * Small documents that GitLab shows to everybody, such as those of its OpenID Connect discovery:
 * asked for without a token, once, without following a redirect, and bounded in length and time.
 * They come by the connection that gitlab4j's client has too, without that client: a stage of the
 * Runner's that only looks at a token would wait half a second for its start.
 *
 * @param timeout for each of them, from the start of connecting to the last byte
 */
public record PublicDocuments(Duration timeout) {
  private static final long MOST_BYTES = 256 << 10;
  private static final Duration LEFT_BEHIND = Duration.ofSeconds(1);

  /**
   * What came.
   *
   * @param text empty if the status is not 200
   */
  public record Document(int status, String text) {}

  /**
   * Asks for a document.
   *
   * @throws IOException if no answer came, not all of it, or too much; its message says why
   */
  public Document read(URI address) throws IOException {
    Deadline deadline = Deadline.in(timeout);
    return deadline.call(() -> read(address, deadline));
  }

  private Document read(URI address, Deadline deadline) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(afterDeadline());
    connection.setReadTimeout(afterDeadline());
    connection.setRequestProperty("Accept", "application/json");
    try {
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        return new Document(status, "");
      }
      try (BoundedAnswer body =
          new BoundedAnswer(connection.getInputStream(), MOST_BYTES, deadline)) {
        return new Document(status, body.text());
      }
    } finally {
      connection.disconnect();
    }
  }

  /** In milliseconds: the deadline tells first; the thread that it has left behind ends by this. */
  private int afterDeadline() {
    return (int) timeout.plus(LEFT_BEHIND).toMillis();
  }
}
