package dev.migratedeploy.config;

import java.util.Optional;

/**
 * A single value of the file.
 *
 * @param written as it is in the file; only this is ever shown, since a variable may hold a secret
 * @param text with its placeholders replaced; empty if that was not possible
 */
public record ConfigValue(String path, int line, String written, Optional<String> text) {
  private static final int LONGEST_SHOWN = 80;

  /** The text where it is as the rule wants it, else a harmless one and a finding. */
  String checked(Constraint rule, ConfigProblems findings) {
    return text.filter(
            known -> {
              Optional<String> expected = rule.expected(known);
              expected.ifPresent(
                  what ->
                      findings.add(line, path, "expected %s, found %s".formatted(what, shown())));
              return expected.isEmpty();
            })
        .orElse("");
  }

  boolean isBlank() {
    return text.map(String::isBlank).orElse(false);
  }

  /** Whether the file itself allows the value to be empty, as {@code ${NAME:-}} does. */
  boolean mayBeBlank() {
    return written.contains(":-");
  }

  String shown() {
    return quoted(written);
  }

  public static String quoted(String written) {
    String line = written.strip().replaceAll("\\s+", " ");
    return "\""
        + (line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line)
        + "\"";
  }
}
