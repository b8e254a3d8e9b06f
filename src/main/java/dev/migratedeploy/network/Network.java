package dev.migratedeploy.network;

import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * Proxies and certificate authorities for the whole process, from a job's variables. Java's own
 * system properties go on to count if no variable is set.
 */
public final class Network {
  private final Optional<Proxies> proxies;
  private final Optional<Authorities> authorities;

  private Network(Optional<Proxies> proxies, Optional<Authorities> authorities) {
    this.proxies = proxies;
    this.authorities = authorities;
  }

  /**
   * Makes what the variables say the default of this process. It counts for connections that are
   * made after it.
   *
   * @param directory where a relative path of a variable begins
   * @throws RefusedException if a variable names a proxy or a file that cannot be used
   */
  public static Network join(Map<String, String> variables, Path directory) {
    // Java keeps for ten seconds that a name is not known: all retries would get that answer.
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    // If a connection ends before the answer, Java sends a POST again by itself, and says nothing
    // of it: a comment would be written twice. Read when the first connection is made.
    System.setProperty("sun.net.http.retryPost", "false");
    Network network = new Network(Proxies.of(variables), Authorities.of(variables, directory));
    network.proxies.ifPresent(Network::use);
    network.authorities.ifPresent(Network::use);
    return network;
  }

  private static void use(Proxies proxies) {
    // Java would send no password through a tunnel, which is all that a proxy is asked for here.
    // Read when the first connection is made.
    System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    ProxySelector.setDefault(proxies);
    Authenticator.setDefault(proxies.logins());
  }

  private static void use(Authorities authorities) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, authorities.trust(), null);
      SSLContext.setDefault(context);
      // Java keeps the factory that its own connections were made with first.
      HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot set up TLS", e);
    }
  }

  /** In a few words: through which proxies, and whose certificates are trusted beside Java's. */
  @Override
  public String toString() {
    return proxies.map(it -> "through the proxy " + it).orElse("no proxy")
        + authorities.map(it -> "; certificates trusted beside Java's: " + it).orElse("");
  }
}
