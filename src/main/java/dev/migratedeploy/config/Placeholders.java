package dev.migratedeploy.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:-default}} in one text, where a default may hold
 * placeholders too. As in a shell, an empty variable takes the default. A second dollar sign before
 * the brace escapes it.
 */
final class Placeholders {
  /** How many defaults stand within one another. */
  private static final int DEEPEST = 20;

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
  private static final Pattern VARIABLE = Pattern.compile(NAME);

  /**
   * What became of a text.
   *
   * @param missing variables without a default that are not set; the text is then not to be used
   * @param malformed whether something begins as a placeholder and is none
   */
  record Expansion(String text, Set<String> missing, boolean malformed) {}

  private final String written;
  private final Pattern name;
  private final Map<String, String> variables;
  private final Set<String> missing = new LinkedHashSet<>();
  private boolean malformed;
  private int at;
  private int depth;

  private Placeholders(String written, Pattern name, Map<String, String> variables) {
    this.written = written;
    this.name = name;
    this.variables = variables;
  }

  static Expansion expand(String written, Map<String, String> variables) {
    return expand(written, VARIABLE, variables);
  }

  /**
   * The same with {@code ${NAMESPACE.FIELD}}.
   *
   * @param variables those of the namespace have it in their names
   */
  static Expansion expand(String written, String namespace, Map<String, String> variables) {
    return expand(
        written,
        Pattern.compile(Pattern.quote(namespace) + "\\.[A-Za-z0-9_-]+|" + NAME),
        variables);
  }

  private static Expansion expand(String written, Pattern name, Map<String, String> variables) {
    Placeholders placeholders = new Placeholders(written, name, variables);
    String text = placeholders.text(false, true);
    return new Expansion(text, placeholders.missing, placeholders.malformed);
  }

  /** Reads on to the end, or to the brace that ends a default. */
  private String text(boolean inDefault, boolean used) {
    StringBuilder text = new StringBuilder();
    while (at < written.length() && !(inDefault && written.charAt(at) == '}')) {
      if (skip("$${")) {
        text.append("${");
      } else if (skip("${")) {
        text.append(placeholder(used));
      } else {
        text.append(written.charAt(at++));
      }
    }
    return text.toString();
  }

  private String placeholder(boolean used) {
    Matcher found = name.matcher(written).region(at, written.length());
    if (!found.lookingAt()) {
      malformed = true;
      return "";
    }
    at = found.end();
    String value = variables.getOrDefault(found.group(), "");
    if (skip(":-")) {
      String fallback = fallback(used && value.isEmpty());
      value = value.isEmpty() ? fallback : value;
    } else if (used && !variables.containsKey(found.group())) {
      missing.add(found.group());
    }
    malformed |= !skip("}");
    return value;
  }

  private String fallback(boolean used) {
    if (depth == DEEPEST) {
      malformed = true;
      at = written.length();
      return "";
    }
    depth++;
    String text = text(true, used);
    depth--;
    return text;
  }

  private boolean skip(String token) {
    boolean found = written.startsWith(token, at);
    at += found ? token.length() : 0;
    return found;
  }
}
