package dev.migratedeploy.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.support.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The error body of a registry (OCI distribution specification, "Error Codes"). */
final class RegistryErrors {
  private static final ObjectMapper JSON = JsonText.MAPPER;

  /** What of an answer is searched for its cause. */
  private static final int SEARCHED = 4000;

  private RegistryErrors() {}

  /** Codes and messages; the body itself if it is not of the specified form. */
  static String all(String body) {
    try {
      List<String> errors = new ArrayList<>();
      for (JsonNode error : JSON.readTree(body).path("errors")) {
        errors.add(error.path("code").asText() + ": " + error.path("message").asText());
      }
      return cut(errors.isEmpty() ? body : String.join(", ", errors));
    } catch (JsonProcessingException e) {
      return cut(body);
    }
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), SEARCHED));
  }

  /** What the registry says, if it says it in the specified form. */
  static Optional<String> messages(String body) {
    try {
      List<String> messages = new ArrayList<>();
      for (JsonNode error : JSON.readTree(body).path("errors")) {
        messages.add(error.path("message").asText(error.path("code").asText()));
      }
      return messages.isEmpty()
          ? Optional.empty()
          : Optional.of(OneLine.of(String.join(", ", messages)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
