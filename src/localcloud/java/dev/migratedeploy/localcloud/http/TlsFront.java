package dev.migratedeploy.localcloud.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Speaks TLS in front of a server that speaks plain HTTP. */
public final class TlsFront implements AutoCloseable {
  private final ServerSocket server;

  private TlsFront(ServerSocket server) {
    this.server = server;
  }

  /**
   * Starts it on a free port of the loopback interface.
   *
   * @param port of the server behind it
   */
  public static TlsFront before(int port, Certificates certificates) {
    InetAddress here = InetAddress.getLoopbackAddress();
    try {
      ServerSocket server =
          certificates.server().getServerSocketFactory().createServerSocket(0, 50, here);
      Threads.accept("tls", server, socket -> Tunnel.join(socket, new Socket(here, port)));
      return new TlsFront(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
