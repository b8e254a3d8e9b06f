package dev.migratedeploy.localcloud.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server on a free port of the loopback interface. Every request is answered on a thread of
 * its own, so a handler may block.
 */
public final class LocalServer implements AutoCloseable {
  /** Answers requests; whatever it throws becomes a 500 with the stack trace as its body. */
  @FunctionalInterface
  public interface Handler {
    Response handle(Request request) throws Exception;
  }

  static {
    // Headers and body leave in two packets; without this the second waits 40 ms for the client's
    // delayed acknowledgement of the first. Read once, when the first server is made.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final String name;
  private final HttpServer server;
  private final ExecutorService threads;
  private volatile Traffic traffic = new Traffic();

  private LocalServer(String name, HttpServer server, ExecutorService threads) {
    this.name = name;
    this.server = server;
    this.threads = threads;
  }

  public static LocalServer start(String name, Handler handler) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ExecutorService threads =
          Executors.newCachedThreadPool(
              work -> {
                Thread thread = new Thread(work, name);
                thread.setDaemon(true);
                return thread;
              });
      server.setExecutor(threads);
      LocalServer local = new LocalServer(name, server, threads);
      server.createContext("/", exchange -> local.answer(exchange, handler));
      server.start();
      return local;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a port on the loopback interface", e);
    }
  }

  /** Tells of its requests there from now on. */
  public void tell(Traffic wanted) {
    traffic = wanted;
  }

  /** Such as {@code http://127.0.0.1:40123}. */
  public URI uri() {
    return URI.create("http://" + authority());
  }

  /** Such as {@code 127.0.0.1:40123}. */
  public String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      Response response = observed(Request.of(exchange), handler);
      if (response.isNone()) {
        return;
      }
      response.headers().forEach(exchange.getResponseHeaders()::set);
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", Long.toString(response.length()));
        exchange.sendResponseHeaders(response.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(
          response.status(), response.length() == 0 ? -1 : response.length());
      try (InputStream body = response.body().open();
          OutputStream out = exchange.getResponseBody()) {
        body.transferTo(out);
      }
    }
  }

  /** Its end is noted before its answer goes out: no other request can follow it before that. */
  private Response observed(Request request, Handler handler) {
    Traffic to = traffic;
    String what = request.header("X-Amz-Target").orElse(request.path());
    String query = new TreeMap<>(request.query()).toString();
    int number = to.came(name, request.method(), what, query);
    CountedStream body = new CountedStream(request.body());
    Response response = respond(request.with(body), handler);
    long sent = request.method().equals("HEAD") ? 0 : response.length();
    to.answered(number, body.count(), sent);
    return response;
  }

  @SuppressWarnings("CatchingUnchecked") // the caller of a test double must see what broke in it
  private static Response respond(Request request, Handler handler) {
    try {
      return handler.handle(request);
    } catch (Exception e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return Response.text(500, "text/plain", trace.toString());
    }
  }
}
