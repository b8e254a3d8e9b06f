package dev.migratedeploy.localcloud.gitlab;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migratedeploy.localcloud.http.Request;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a request asks, wherever it says so: in the query, in a form, in JSON. */
final class Parameters {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  static Parameters of(Request request) throws IOException {
    Map<String, String> values = new LinkedHashMap<>(request.query());
    String body = request.text();
    if (request.header("Content-Type").orElse("").contains("json")) {
      JSON.readTree(body)
          .properties()
          .forEach(field -> values.put(field.getKey(), field.getValue().asText()));
    } else {
      values.putAll(Request.parameters(body));
    }
    return new Parameters(values);
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String require(String name) {
    return find(name).orElseThrow(() -> GitLabError.badRequest(name + " is missing"));
  }
}
