package dev.migratedeploy.findings.squawk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.support.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What Squawk writes with {@code --reporter json}: its {@code json} reporter of 2.66. */
final class SquawkOutput {
  private static final ObjectMapper JSON = JsonText.MAPPER;

  private SquawkOutput() {}

  /**
   * One thing that Squawk says.
   *
   * @param line the first one being 1
   * @param help what to do; may be empty
   */
  record Violation(String file, int line, String rule, String message, String help) {}

  /**
   * Reads all of it.
   *
   * @throws IOException if it is something else
   */
  static List<Violation> read(String text) throws IOException {
    JsonNode list = JSON.readTree(text);
    if (list == null || !list.isArray()) {
      throw new IOException("its output is not a list");
    }
    List<Violation> violations = new ArrayList<>();
    for (JsonNode item : list) {
      String rule = item.path("rule_name").asText();
      if (!rule.matches("[a-z][a-z0-9-]*") || !item.path("line").isInt()) {
        throw new IOException("its output has a violation without rule and line");
      }
      violations.add(
          new Violation(
              item.path("file").asText(),
              item.path("line").asInt() + 1,
              rule,
              item.path("message").asText(),
              item.path("help").isTextual() ? item.path("help").asText() : ""));
    }
    return violations;
  }
}
