package dev.migratedeploy.localcloud.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request as a handler sees it.
 *
 * @param path the path as it was sent, still percent-encoded: GitLab's project paths hold {@code
 *     %2F}
 * @param query the query's parameters, decoded; the last value where one is repeated
 * @param headers the first value of each header, names in lower case
 * @param body read it once at most
 */
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    InputStream body) {

  static Request of(HttpExchange exchange) {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        parameters(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("")),
        headers,
        exchange.getRequestBody());
  }

  /** The same with another body. */
  public Request with(InputStream other) {
    return new Request(method, path, query, headers, other);
  }

  /** The same without a parameter of the query. */
  public Request without(String parameter) {
    Map<String, String> others = new LinkedHashMap<>(query);
    others.remove(parameter);
    return new Request(method, path, others, headers, body);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  public String text() throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Decodes {@code a=1&b=2}, as it stands in a query and in a form. */
  public static Map<String, String> parameters(String encoded) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Arrays.stream(encoded.split("&"))
        .filter(pair -> !pair.isEmpty())
        .forEach(
            pair -> {
              int equals = pair.indexOf('=');
              String name = equals < 0 ? pair : pair.substring(0, equals);
              String value = equals < 0 ? "" : pair.substring(equals + 1);
              parameters.put(decode(name), decode(value));
            });
    return parameters;
  }

  private static String decode(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }
}
