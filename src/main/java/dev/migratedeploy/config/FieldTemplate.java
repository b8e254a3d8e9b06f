package dev.migratedeploy.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A text whose placeholders {@code ${target.host}} are filled in for each of many, beside those of
 * the job's variables. What is filled in is not looked at again.
 */
public final class FieldTemplate {
  private final int line;
  private final String written;
  private final String prefix;
  private final Map<String, String> variables;

  FieldTemplate(int line, String written, String namespace, Map<String, String> variables) {
    this.line = line;
    this.written = written;
    this.prefix = namespace + ".";
    this.variables = variables;
  }

  /**
   * What became of it.
   *
   * @param text empty if something is missing
   * @param missing the fields without a default that are not there
   */
  public record Filled(Optional<String> text, Set<String> missing) {}

  /** Where it is in the file. */
  public int line() {
    return line;
  }

  /** As it is in the file; only this is ever shown, since a variable may hold a secret. */
  public String written() {
    return written;
  }

  /** The fields that it must have. */
  public Set<String> required() {
    return fill(Map.of()).missing();
  }

  /** Whether it is the same with and without these. */
  public boolean usesNone(Map<String, String> fields) {
    return required().isEmpty() && fill(fields).equals(fill(Map.of()));
  }

  /** Fills in what one of the many says. */
  public Filled fill(Map<String, String> fields) {
    Map<String, String> all = new HashMap<>(variables);
    fields.forEach((name, value) -> all.put(prefix + name, value));
    Placeholders.Expansion expansion =
        Placeholders.expand(written, prefix.substring(0, prefix.length() - 1), all);
    Set<String> missing = new TreeSet<>();
    for (String name : expansion.missing()) {
      if (name.startsWith(prefix)) {
        missing.add(name.substring(prefix.length()));
      }
    }
    return new Filled(
        expansion.missing().isEmpty() ? Optional.of(expansion.text()) : Optional.empty(), missing);
  }

  @Override
  public String toString() {
    return written;
  }
}
