package dev.migratedeploy.localcloud.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.migratedeploy.localcloud.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets in who has a token for the repository (distribution specification, "Token Authentication").
 * The tokens are JSON Web Tokens that say what they are good for, as Docker Hub's and GitLab's; who
 * asks gets a token for what they may of what was asked for.
 */
final class TokenLogin implements AutoCloseable {
  private static final Pattern NAME =
      Pattern.compile("/v2/(.+)/(?:blobs/uploads|blobs|manifests|tags)/.*");
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Map<String, List<String>> scopesOfTokens = new ConcurrentHashMap<>();
  private final BiPredicate<String, String> granted;
  private final HttpServer server;

  /**
   * A token service.
   *
   * @param granted whether a user may use a repository
   */
  TokenLogin(BiPredicate<String, String> granted) {
    this.granted = granted;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the token service", e);
    }
    server.createContext("/token", this::issue);
    server.start();
  }

  /** What was asked for, token by token. */
  Collection<List<String>> issued() {
    return List.copyOf(scopesOfTokens.values());
  }

  boolean letsIn(Request request) {
    Matcher path = NAME.matcher(request.path());
    boolean reads = List.of("GET", "HEAD").contains(request.method());
    return path.matches()
        ? may(request, path.group(1), reads ? "pull" : "push")
        : scopes(request).isPresent();
  }

  /** Whether what is to be mounted from elsewhere may be read there. */
  boolean mayMount(Request request) {
    return request.parameter("from").filter(from -> may(request, from, "pull")).isPresent();
  }

  String challenge() {
    return "Bearer realm=\"http://127.0.0.1:%d/token\",service=\"local\""
        .formatted(server.getAddress().getPort());
  }

  private boolean may(Request request, String repository, String action) {
    String prefix = "repository:" + repository + ":";
    return scopes(request).orElse(List.of()).stream()
        .filter(scope -> scope.startsWith(prefix))
        .anyMatch(
            scope -> List.of(scope.substring(prefix.length()).split(",", -1)).contains(action));
  }

  private Optional<List<String>> scopes(Request request) {
    return request
        .header("Authorization")
        .filter(header -> header.startsWith("Bearer "))
        .map(header -> header.substring("Bearer ".length()))
        .map(scopesOfTokens::get);
  }

  private void issue(HttpExchange exchange) throws IOException {
    try (exchange) {
      String user =
          BasicLogin.decode(
                  Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                      .orElse(""))
              .map(login -> login.substring(0, login.indexOf(':')))
              .orElse("");
      List<String> scopes =
          Arrays.stream(
                  Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                      .orElse("")
                      .split("&", -1))
              .filter(parameter -> parameter.startsWith("scope="))
              .map(parameter -> parameter.substring("scope=".length()))
              .map(scope -> URLDecoder.decode(scope, StandardCharsets.UTF_8))
              .filter(scope -> granted.test(user, scope.split(":", -1)[1]))
              .toList();
      String token = token(scopes);
      scopesOfTokens.put(token, scopes);
      byte[] answer = "{\"token\": \"%s\"}".formatted(token).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static String token(List<String> scopes) {
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    var access = claims.putArray("access");
    for (String scope : scopes) {
      String[] parts = scope.split(":", -1);
      ObjectNode one = access.addObject().put("type", parts[0]).put("name", parts[1]);
      Arrays.stream(parts[2].split(",", -1)).forEach(one.withArray("actions")::add);
    }
    return encode("{}") + "." + encode(claims.toString()) + "." + encode("no signature");
  }

  private static String encode(String text) {
    return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
