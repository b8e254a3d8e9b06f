package dev.migratedeploy.imagebuild;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * Stands before a server of the local cloud and speaks TLS, as GitLab and AWS do: a good part of
 * what a deploy loads is for that.
 */
final class TlsDoor implements AutoCloseable {
  static final String PASSWORD = "local-cloud";

  private final SSLServerSocket door;
  private final URI behind;

  private TlsDoor(SSLServerSocket door, URI behind) {
    this.door = door;
    this.behind = behind;
  }

  /**
   * Opens the door to a server.
   *
   * @param keys a PKCS #12 file with a key for 127.0.0.1
   */
  static TlsDoor to(URI behind, Path keys) {
    try (InputStream in = Files.newInputStream(keys)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, PASSWORD.toCharArray());
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(managers.getKeyManagers(), null, null);
      TlsDoor door =
          new TlsDoor(
              (SSLServerSocket)
                  tls.getServerSocketFactory()
                      .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
              behind);
      inBackground(door::open);
      return door;
    } catch (IOException | GeneralSecurityException e) {
      throw new BuildException("cannot serve TLS on the loopback interface: " + e.getMessage(), e);
    }
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + door.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private void open() throws IOException {
    while (true) {
      Socket client = door.accept();
      Socket server = new Socket(behind.getHost(), behind.getPort());
      server.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      inBackground(() -> pass(client, server));
      inBackground(() -> pass(server, client));
    }
  }

  private static void pass(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      OutputStream out = to.getOutputStream();
      from.getInputStream().transferTo(out);
    }
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
            "tls-door");
    thread.setDaemon(true);
    thread.start();
  }
}
