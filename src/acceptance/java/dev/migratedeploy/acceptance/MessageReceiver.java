package dev.migratedeploy.acceptance;

import dev.migratedeploy.localcloud.http.LocalServer;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A server of webhooks, which keeps what is sent to it. The first part of a path says how it
 * answers: {@code /hang}, {@code /redirect}, {@code /error}, {@code /page} or {@code /no}; what
 * comes to another one is taken.
 */
final class MessageReceiver implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
  private static final String PAGE = "<!DOCTYPE html><title>Sign in</title>";

  /** A message as it came. */
  record Message(String path, Map<String, String> headers, String body) {}

  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final LocalServer server = LocalServer.start("webhooks", this::answer);

  /** The address of a webhook; who knows the path can write there. */
  String address(String path) {
    return server.uri() + path;
  }

  /** What has come to one path. */
  List<Message> at(String path) {
    return messages.stream().filter(message -> message.path().equals(path)).toList();
  }

  /** Returns when something has come to a path. */
  void await(String path) throws InterruptedException {
    Instant end = Instant.now().plus(LONGEST_WAIT);
    synchronized (messages) {
      while (at(path).isEmpty()) {
        long left = Duration.between(Instant.now(), end).toMillis();
        if (left <= 0) {
          throw new IllegalStateException("nothing has come to " + path);
        }
        messages.wait(left);
      }
    }
  }

  List<Message> all() {
    return List.copyOf(messages);
  }

  int port() {
    return server.uri().getPort();
  }

  private Response answer(Request request) throws IOException, InterruptedException {
    synchronized (messages) {
      messages.add(new Message(request.path(), request.headers(), request.text()));
      messages.notifyAll();
    }
    return switch (request.path().split("/", 3)[1]) {
      case "hang" -> {
        closed.await();
        yield Response.none();
      }
      case "redirect" -> Response.empty(307).with("Location", address("/elsewhere"));
      case "error" -> Response.text(500, "text/plain", "broken: " + request.path());
      case "page" -> Response.text(200, "text/html", PAGE);
      case "no" -> Response.json(401, "{\"message\":\"no such key\"}");
      default -> Response.text(200, "text/plain", "ok");
    };
  }

  @Override
  public void close() {
    closed.countDown();
    server.close();
  }
}
