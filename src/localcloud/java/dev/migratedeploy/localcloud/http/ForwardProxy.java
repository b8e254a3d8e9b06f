package dev.migratedeploy.localcloud.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A company's proxy: it wants a login, opens tunnels, and alone knows where the names of its
 * network are.
 */
public final class ForwardProxy implements AutoCloseable {
  private final ServerSocket server;
  private final String login;
  private final Map<String, Integer> hosts;
  private final List<String> opened = new CopyOnWriteArrayList<>();

  private ForwardProxy(ServerSocket server, String login, Map<String, Integer> hosts) {
    this.server = server;
    this.login = login;
    this.hosts = hosts;
  }

  /**
   * Starts it on a free port of the loopback interface.
   *
   * @param login user and password with a colon between them
   * @param hosts each name, and the port on this machine where its port 443 is
   */
  public static ForwardProxy start(String login, Map<String, Integer> hosts) {
    try {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      ForwardProxy proxy = new ForwardProxy(server, login, hosts);
      Threads.accept("proxy", server, proxy::serve);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  /** The hosts that a tunnel was opened to, as often as one was. */
  public List<String> opened() {
    return List.copyOf(opened);
  }

  private void serve(Socket client) throws IOException {
    for (String head = head(client); !head.isEmpty(); head = head(client)) {
      String host = head.replaceFirst("(?s)^CONNECT ([^:\\s]+):443 .*$", "$1");
      if (!head.matches(
          "(?is).*\r\nProxy-Authorization: Basic \\Q" + encoded(login) + "\\E\r\n.*")) {
        answer(client, "407 Who are you\r\nProxy-Authenticate: Basic realm=\"proxy\"");
      } else if (!hosts.containsKey(host)) {
        answer(client, "502 No such host");
      } else {
        opened.add(host);
        answer(client, "200 Opened");
        Tunnel.join(client, new Socket(InetAddress.getLoopbackAddress(), hosts.get(host)));
        return;
      }
    }
  }

  private static String head(Socket client) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    InputStream in = client.getInputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
    }
    return head.toString(ISO_8859_1);
  }

  private static void answer(Socket client, String status) throws IOException {
    String length = status.startsWith("200") ? "" : "Content-Length: 0\r\n";
    client
        .getOutputStream()
        .write(("HTTP/1.1 " + status + "\r\n" + length + "\r\n").getBytes(ISO_8859_1));
  }

  private static String encoded(String login) {
    return Base64.getEncoder().encodeToString(login.getBytes(ISO_8859_1));
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
