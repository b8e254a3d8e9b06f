package dev.migratedeploy.localcloud.gitlab;

import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Troubles that a test orders in advance. */
public final class GitLabFaults {
  /** So much that the server has sent some of it when the rest fails. */
  private static final int SENT = 256 * 1_024;

  private static final Response BROKEN_OFF =
      new Response(
          200,
          Map.of(),
          2 * SENT,
          () ->
              new SequenceInputStream(
                  new ByteArrayInputStream("[".repeat(SENT).getBytes(StandardCharsets.US_ASCII)),
                  new Broken()));

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the connection is closed on order");
    }

    @Override
    public int read(byte[] room, int offset, int length) throws IOException {
      return read();
    }
  }

  private static final class Order {
    private final String pathPrefix;
    private final Response response;
    private int left;

    private Order(String pathPrefix, int times, Response response) {
      this.pathPrefix = pathPrefix;
      this.left = times;
      this.response = response;
    }
  }

  private final List<Order> orders = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();

  /**
   * Gives the answer to the next requests below a path.
   *
   * @param pathPrefix as it is sent, below {@code /api/v4}, such as {@code
   *     /projects/42/deployments}
   */
  public synchronized void answer(int times, String pathPrefix, Response response) {
    orders.add(new Order(pathPrefix, times, response));
  }

  /** Breaks the connection in the middle of the answer. */
  public void closeConnection(int times, String pathPrefix) {
    boolean isGit = pathPrefix.endsWith("/git-upload-pack");
    String type = isGit ? "application/x-git-upload-pack-result" : "application/json";
    answer(times, pathPrefix, BROKEN_OFF.with("Content-Type", type));
  }

  /**
   * Does what the next such request asks, but closes the connection in place of an answer.
   *
   * @param method such as {@code POST}
   */
  public synchronized void loseAnswer(String method, String pathPrefix) {
    lost.add(method + " " + pathPrefix);
  }

  synchronized boolean loses(Request request) {
    String asked = request.method() + " " + request.path().replaceFirst("^/api/v4", "");
    return lost.stream().filter(asked::startsWith).findFirst().filter(lost::remove).isPresent();
  }

  synchronized Optional<Response> take(Request request) {
    String path = request.path().replaceFirst("^/api/v4", "");
    for (Iterator<Order> all = orders.iterator(); all.hasNext(); ) {
      Order order = all.next();
      if (path.startsWith(order.pathPrefix)) {
        order.left--;
        if (order.left <= 0) {
          all.remove();
        }
        return Optional.of(order.response);
      }
    }
    return Optional.empty();
  }
}
