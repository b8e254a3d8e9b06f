package dev.migratedeploy.network;

import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}
 * name, in small or in capital letters; the small ones come first, as for curl.
 */
final class Proxies extends ProxySelector {
  private final Optional<ProxyAddress> https;
  private final Optional<ProxyAddress> http;
  private final DirectHosts direct;

  private Proxies(Optional<ProxyAddress> https, Optional<ProxyAddress> http, DirectHosts direct) {
    this.https = https;
    this.http = http;
    this.direct = direct;
  }

  /** Empty if no variable names a proxy. */
  static Optional<Proxies> of(Map<String, String> variables) {
    Optional<ProxyAddress> all = proxy(variables, "all_proxy");
    Optional<ProxyAddress> https = proxy(variables, "https_proxy").or(() -> all);
    Optional<ProxyAddress> http = proxy(variables, "http_proxy").or(() -> all);
    String direct = value(variables, "no_proxy").map(Map.Entry::getValue).orElse("");
    return https.isEmpty() && http.isEmpty()
        ? Optional.empty()
        : Optional.of(new Proxies(https, http, DirectHosts.parse(direct)));
  }

  @Override
  public List<Proxy> select(URI uri) {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    Optional<ServerOfUri> server =
        ServerOfUri.of(uri)
            .filter(to -> !direct.contains(to.host(), to.port().orElse(secure ? 443 : 80)));
    return (secure ? https : http)
        .filter(proxy -> server.isPresent())
        .map(proxy -> List.of(proxy.proxy()))
        .orElse(List.of(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress proxy, IOException e) {
    // The caller gets the exception, and there is no other proxy to try.
  }

  /** Answers the proxies' questions for a login, and nobody else's. */
  Authenticator logins() {
    return new Authenticator() {
      @Override
      protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        return getRequestorType() == RequestorType.PROXY
            ? login(getRequestingHost(), getRequestingPort()).orElse(null)
            : null;
      }
    };
  }

  /** The proxies' hosts and ports, without logins. */
  @Override
  public String toString() {
    return String.join(", ", new TreeSet<>(addresses().map(ProxyAddress::authority).toList()));
  }

  private Optional<PasswordAuthentication> login(String host, int port) {
    return addresses()
        .filter(proxy -> proxy.host().equalsIgnoreCase(host) && proxy.port() == port)
        .flatMap(proxy -> proxy.login().stream())
        .findFirst()
        .map(
            login ->
                new PasswordAuthentication(login.user(), login.password().reveal().toCharArray()));
  }

  private Stream<ProxyAddress> addresses() {
    return Stream.of(https, http).flatMap(Optional::stream);
  }

  private static Optional<ProxyAddress> proxy(Map<String, String> variables, String name) {
    return value(variables, name)
        .map(variable -> ProxyAddress.parse(variable.getKey(), variable.getValue()));
  }

  private static Optional<Map.Entry<String, String>> value(
      Map<String, String> variables, String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .filter(it -> !variables.getOrDefault(it, "").isBlank())
        .findFirst()
        .map(it -> Map.entry(it, variables.getOrDefault(it, "")));
  }
}
