package dev.migratedeploy.network;

import dev.migratedeploy.support.Secret;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A proxy, as a variable names it: {@code http://user:password@proxy.example.com:3128}, where all
 * but the host may be left out.
 *
 * @param port 80 if none is named
 * @param login empty if the proxy asks for none
 */
record ProxyAddress(String host, int port, Optional<Login> login) {
  private static final int HTTP = 80;
  private static final int LAST_PORT = 65_535;

  /** What the proxy is told of who asks. */
  record Login(String user, Secret password) {}

  /**
   * Reads a variable's value.
   *
   * @param name the variable's, for the message
   * @throws RefusedException if no proxy is named, or one that is not spoken to in plain HTTP; the
   *     message never holds the value, which may carry a password
   */
  static ProxyAddress parse(String name, String value) {
    String text = value.strip();
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      if (!"http".equals(uri.getScheme().toLowerCase(Locale.ROOT))) {
        throw refused(name, "it names a proxy of another kind than http");
      }
      ServerOfUri server =
          ServerOfUri.of(uri).orElseThrow(() -> refused(name, "it is not the address of a proxy"));
      int port = server.port().orElse(HTTP);
      if (port > LAST_PORT) {
        throw refused(name, "it names the port " + port + ", and the last one is " + LAST_PORT);
      }
      return new ProxyAddress(server.host(), port, server.userInfo().map(ProxyAddress::login));
    } catch (URISyntaxException e) {
      // Not as the cause: its message holds the value.
      throw refused(name, "it is not the address of a proxy");
    }
  }

  /** Without an address looked up: the system may not know the name before it is needed. */
  Proxy proxy() {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
  }

  String authority() {
    return host + ":" + port;
  }

  private static Login login(String userInfo) {
    String[] parts = userInfo.split(":", 2);
    return new Login(decoded(parts[0]), Secret.of(parts.length == 1 ? "" : decoded(parts[1])));
  }

  private static String decoded(String part) {
    return String.valueOf(URI.create("x:/?" + part).getQuery());
  }

  private static RefusedException refused(String name, String why) {
    return new RefusedException(
        Problem.of(
            "could not use the variable " + name + ": " + why,
            "write it as http://proxy.example.com:3128, with user:password@ before the host if"
                + " the proxy asks for them, and %40 for an @ in them, %23 for a #, %25 for a %"));
  }
}
