package dev.migratedeploy.gitlab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migratedeploy.gitlab.git.Redirect;
import java.util.Map;
import java.util.Optional;

/**
 * One answer of GitLab, or of whatever stands at its address.
 *
 * @param headers names in lower case
 */
record GitLabAnswer(int status, Map<String, String> headers, String body) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  boolean isSuccess() {
    return status / 100 == 2;
  }

  /** Where the client is sent to; GitLab's API never sends it anywhere. */
  Optional<Redirect> redirect() {
    return status / 100 == 3 ? header("location").map(Redirect::new) : Optional.empty();
  }

  /** Every answer of GitLab's API is a JSON object or array; a login or error page is not. */
  boolean looksLikeJson() {
    String start = body.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  /** Whether the answer is whole: a connection that breaks may leave half of it. */
  boolean isWhole() {
    try {
      JSON.readTree(body);
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the answer was not checked before", e);
    }
  }

  /** GitLab's own words for an error, such as {@code 404 Tree Not Found}. */
  String message() {
    JsonNode json = json();
    JsonNode message = json.has("message") ? json.path("message") : json.path("error");
    return message.isContainerNode() ? message.toString() : message.asText();
  }
}
