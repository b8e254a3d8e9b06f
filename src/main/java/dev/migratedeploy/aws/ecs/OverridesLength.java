package dev.migratedeploy.aws.ecs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * How long the overrides of a RunTask request are: as JSON, with its brackets and names, which ECS
 * counts too (API_RunTask). Whether it counts characters or bytes is not said; these are bytes.
 */
public final class OverridesLength {
  /** What ECS takes. */
  public static final int MOST = 8_192;

  /** As long as what Jackson, of which the SDK makes use, writes for half a character. */
  private static final String ESCAPED = "\\u0000";

  private OverridesLength() {}

  /**
   * The length for one container.
   *
   * @param variables beside those of its task definition
   */
  public static int of(String container, List<String> command, Map<String, String> variables) {
    StringBuilder json = new StringBuilder("{\"containerOverrides\":[{\"name\":");
    string(json, container);
    json.append(",\"command\":[");
    command.forEach(word -> string(json, word).append(','));
    json.append("],\"environment\":[");
    variables.forEach(
        (name, value) -> {
          string(json.append("{\"name\":"), name);
          string(json.append(",\"value\":"), value).append("},");
        });
    json.append("]}]}");
    return json.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static StringBuilder string(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\', '\n', '\t', '\r', '\b', '\f' -> json.append('\\').append('_');
        default -> json.append(c < ' ' || Character.isSurrogate(c) ? ESCAPED : String.valueOf(c));
      }
    }
    return json.append('"');
  }
}
