package dev.migratedeploy.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.support.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Secrets within the JSON that a variable holds. */
final class SecretDocuments {
  private static final ObjectMapper JSON = JsonText.MAPPER;

  private SecretDocuments() {}

  /** Of an object in JSON its secrets, else the whole. */
  static List<String> secretsIn(String text) {
    if (!text.stripLeading().startsWith("{")) {
      return List.of(text);
    }
    try {
      Map<Boolean, List<String>> parts = parts(JSON.readTree(text));
      List<String> others = parts.getOrDefault(false, List.of());
      return parts.getOrDefault(true, others);
    } catch (JsonProcessingException e) {
      return List.of(text);
    }
  }

  /** All texts of a document, by whether their keys say that they are secret. */
  private static Map<Boolean, List<String>> parts(JsonNode document) {
    List<Map.Entry<Boolean, String>> parts = new ArrayList<>();
    Deque<JsonNode> open = new ArrayDeque<>(List.of(document));
    while (!open.isEmpty()) {
      JsonNode node = open.pop();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (field.getValue().isValueNode()) {
          parts.add(Map.entry(SecretNames.isSecret(field.getKey()), field.getValue().asText()));
        } else {
          open.push(field.getValue());
        }
      }
      if (node.isArray()) {
        node.forEach(open::push);
      } else if (node.isValueNode()) {
        parts.add(Map.entry(false, node.asText()));
      }
    }
    return parts.stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  /** Of a Docker configuration: each login as it is, and the password in it. */
  static List<String> loginsIn(String configuration) {
    List<String> logins = new ArrayList<>();
    try {
      for (JsonNode entry : JSON.readTree(configuration).path("auths")) {
        String auth = entry.path("auth").asText();
        logins.add(auth);
        logins.add(password(auth));
        for (String key : List.of("password", "identitytoken", "registrytoken")) {
          logins.add(entry.path(key).asText());
        }
      }
    } catch (JsonProcessingException e) {
      logins.add(configuration); // perhaps a bare token
    }
    return logins;
  }

  private static String password(String auth) {
    try {
      String login = new String(Base64.getMimeDecoder().decode(auth), StandardCharsets.UTF_8);
      return login.substring(login.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
