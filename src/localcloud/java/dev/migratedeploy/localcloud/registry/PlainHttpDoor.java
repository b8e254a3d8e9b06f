package dev.migratedeploy.localcloud.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/**
 * Stands before an HTTP server and turns away who speaks TLS. Jib, skopeo and buildah try TLS first
 * with every registry, and the JDK's server would take the start of the handshake for a request
 * line that is not finished, and let them wait until they give up after 10 or 20 seconds.
 */
public final class PlainHttpDoor implements AutoCloseable {
  private static final int TLS_HANDSHAKE = 0x16;
  private static final byte[] NOT_HERE =
      "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTPS request to an HTTP server.\n"
          .getBytes(US_ASCII);

  private final ServerSocket door;
  private final URI behind;

  public PlainHttpDoor(URI behind) {
    this.behind = behind;
    try {
      door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a port on the loopback interface", e);
    }
    inBackground(this::open);
  }

  public String authority() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void open() throws IOException {
    while (true) {
      Socket client = door.accept();
      inBackground(() -> letIn(client));
    }
  }

  private void letIn(Socket client) throws IOException {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = client.getInputStream();
      int first = in.read();
      if (first == TLS_HANDSHAKE) {
        client.getOutputStream().write(NOT_HERE);
        client.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
      } else if (first >= 0) {
        connect(client, first);
      }
    }
  }

  private void connect(Socket client, int first) throws IOException {
    try (Socket server = new Socket(behind.getHost(), behind.getPort())) {
      server.setTcpNoDelay(true);
      inBackground(() -> pass(client.getInputStream(), server, first));
      server.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private static void pass(InputStream in, Socket server, int first) throws IOException {
    byte[] piece = new byte[1 << 16];
    piece[0] = (byte) first;
    int length = 1 + Math.max(0, in.read(piece, 1, piece.length - 1));
    OutputStream out = server.getOutputStream();
    out.write(piece, 0, length);
    in.transferTo(out);
    server.shutdownOutput();
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // Either side has hung up: the other one is closed as well, and notices by itself.
              }
            },
            "registry-door");
    thread.setDaemon(true);
    thread.start();
  }
}
