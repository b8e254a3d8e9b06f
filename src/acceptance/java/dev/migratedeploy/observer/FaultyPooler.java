package dev.migratedeploy.observer;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between Flyway and PostgreSQL, as PgBouncer does: refuses start-up options, tells numbers
 * of its own for backends, or stops answering a connection.
 */
final class FaultyPooler implements AutoCloseable {
  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;
  private static final byte BACKEND_KEY = 'K';

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;
  private final boolean falsePids;
  private final List<Socket> open = new ArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** From which connection on nothing is answered. */
  private volatile int frozenFrom = Integer.MAX_VALUE;

  FaultyPooler(int target, boolean falsePids) throws IOException {
    this.target = target;
    this.falsePids = falsePids;
    daemon(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  int refused() {
    return refused.get();
  }

  /** Connections after the first so many are taken and never answered. */
  void freezeAfter(int count) {
    frozenFrom = count + 1;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      synchronized (open) {
        open.add(client);
      }
      int number = connections.incrementAndGet();
      daemon(() -> serve(client, number));
    }
  }

  private void serve(Socket client, int number) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    int length = in.readInt();
    int code = in.readInt();
    while (code == SSL_REQUEST || code == GSS_REQUEST) {
      out.writeByte('N');
      length = in.readInt();
      code = in.readInt();
    }
    byte[] parameters = in.readNBytes(length - 8);
    if (("\0" + new String(parameters, StandardCharsets.UTF_8)).contains("\0options\0")) {
      refused.incrementAndGet();
      refuse(out);
      client.close();
      return;
    }
    if (number >= frozenFrom) {
      try {
        closed.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
    synchronized (open) {
      open.add(server);
    }
    DataOutputStream toServer = new DataOutputStream(server.getOutputStream());
    toServer.writeInt(length);
    toServer.writeInt(code);
    toServer.write(parameters);
    toServer.flush();
    daemon(
        () -> {
          try (server) {
            in.transferTo(toServer);
          }
        });
    answer(new DataInputStream(server.getInputStream()), out);
    client.close();
  }

  /** Message by message: kind, length, body. */
  private void answer(DataInputStream from, DataOutputStream to) throws IOException {
    while (true) {
      int kind = from.read();
      if (kind < 0) {
        return;
      }
      int length = from.readInt();
      byte[] body = from.readNBytes(length - 4);
      if (falsePids && kind == BACKEND_KEY) {
        body[0] = 0x3f;
      }
      to.writeByte(kind);
      to.writeInt(length);
      to.write(body);
      if (from.available() == 0) {
        to.flush();
      }
    }
  }

  private static void refuse(DataOutputStream out) throws IOException {
    byte[] body =
        "SFATAL\0C08P01\0Munsupported startup parameter: options\0\0"
            .getBytes(StandardCharsets.US_ASCII);
    out.writeByte('E');
    out.writeInt(body.length + 4);
    out.write(body);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listening.close();
    synchronized (open) {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  /** What ends when a socket is closed. */
  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException ended) {
                // A side has closed.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
