package dev.migratedeploy.flyway.configuration;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in what a configuration file takes from elsewhere, as far as the task definition tells:
 * {@code ${NAME}} in properties, {@code ${env.NAME}} in TOML.
 *
 * @param variables of the container, by name
 */
record References(Pattern pattern, Map<String, String> variables) {
  private static final Pattern IN_PROPERTIES = Pattern.compile("\\$\\{(?<env>[A-Za-z0-9_]+)}");
  private static final Pattern IN_TOML =
      Pattern.compile("\\$\\{(?:env\\.(?<env>[^{}.]+)|[A-Za-z][^{}.]*\\.[^{}]*)}");

  static References inProperties(Map<String, String> variables) {
    return new References(IN_PROPERTIES, variables);
  }

  static References inToml(Map<String, String> variables) {
    return new References(IN_TOML, variables);
  }

  /**
   * A value with its references filled in.
   *
   * @param certain false if one of them leads to what only the container gets
   */
  record Value(String text, boolean certain) {}

  Value resolved(String text) {
    boolean certain = true;
    StringBuilder resolved = new StringBuilder();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      String value = matcher.group("env") == null ? null : variables.get(matcher.group("env"));
      certain &= value != null;
      matcher.appendReplacement(
          resolved, Matcher.quoteReplacement(value == null ? matcher.group() : value));
    }
    return new Value(matcher.appendTail(resolved).toString(), certain);
  }
}
