package dev.migratedeploy.notify;

import dev.migratedeploy.network.BoundedAnswer;
import dev.migratedeploy.network.Deadline;
import dev.migratedeploy.network.TooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request, without following a redirect, and reads a little of the answer. It goes by
 * Java's own connection, so through the proxies and with the authorities of the whole process.
 */
final class Webhook {
  /** The words of a refusal; nobody reads more of them. */
  private static final long MOST_BYTES = 16 << 10;

  private static final int FIRST_STATUS = 100;
  private static final int FIRST_ERROR = 400;
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}+");
  private static final Duration LEFT_BEHIND = Duration.ofSeconds(1);

  private final URI address;
  private final Map<String, String> headers;
  private final byte[] body;

  Webhook(URI address, Map<String, String> headers, byte[] body) {
    this.address = address;
    this.headers = Map.copyOf(headers);
    this.body = body.clone();
  }

  String host() {
    return address.getHost();
  }

  /**
   * What came back.
   *
   * @param type of the content
   * @param text empty if it was not there in time, is too long or is packed
   * @param pause that the server asks for before the next request
   */
  record Answer(int status, String type, String text, Optional<Duration> pause) {
    private Answer(HttpURLConnection connection, int status) {
      this(status, String.valueOf(connection.getContentType()), "", pauseOf(connection));
    }

    private Answer with(String read) {
      return new Answer(status, type, read, pause);
    }

    /** In seconds; of a date nothing is known by a clock that may be another one. */
    private static Optional<Duration> pauseOf(HttpURLConnection connection) {
      return Optional.ofNullable(connection.getHeaderField("Retry-After"))
          .filter(SECONDS.asMatchPredicate())
          .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }
  }

  /**
   * Sends it.
   *
   * @param time from the start of connecting to the end of the answer
   * @throws IOException whose message may hold the address
   */
  Answer post(Duration time) throws IOException {
    Deadline deadline = Deadline.in(time);
    AtomicReference<@Nullable Answer> begun = new AtomicReference<>();
    try {
      return deadline.call(() -> post(time, deadline, begun));
    } catch (IOException e) {
      // Once there is a status, the message was taken or not, whatever becomes of the words.
      Answer answer = begun.get();
      if (answer == null) {
        throw e;
      }
      return answer;
    }
  }

  private Answer post(Duration time, Deadline deadline, AtomicReference<@Nullable Answer> begun)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    // The deadline tells first; the thread that it has left behind ends by these.
    int millis = (int) time.plus(LEFT_BEHIND).toMillis();
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setDoOutput(true);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("User-Agent", "migrate-deploy");
    headers.forEach(connection::setRequestProperty);
    // Of a body that it does not keep Java sends nothing again by itself.
    connection.setFixedLengthStreamingMode(body.length);
    try {
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      int status = connection.getResponseCode();
      if (status < FIRST_STATUS) {
        throw new ProtocolException("no HTTP");
      }
      Answer answer = new Answer(connection, status);
      begun.set(answer);
      return answer.with(text(connection, status, deadline));
    } finally {
      connection.disconnect();
    }
  }

  private static String text(HttpURLConnection connection, int status, Deadline deadline)
      throws IOException {
    InputStream stream =
        status >= FIRST_ERROR ? connection.getErrorStream() : connection.getInputStream();
    if (stream == null || connection.getContentEncoding() != null) {
      return "";
    }
    try (BoundedAnswer answer = new BoundedAnswer(stream, MOST_BYTES, deadline)) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    } catch (TooLargeException e) {
      // The status says enough.
      return "";
    }
  }
}
