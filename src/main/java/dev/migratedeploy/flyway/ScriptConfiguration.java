package dev.migratedeploy.flyway;

import dev.migratedeploy.flyway.configuration.ConfFile;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the file beside a script says for that script only, such as {@code V1__a.sql.conf}.
 *
 * @param values by their names in small letters
 */
public record ScriptConfiguration(Map<String, String> values) {
  public ScriptConfiguration {
    values = Map.copyOf(values);
  }

  public static ScriptConfiguration none() {
    return new ScriptConfiguration(Map.of());
  }

  public static ScriptConfiguration of(String text) {
    Map<String, String> values = new TreeMap<>();
    ConfFile.properties(text)
        .forEach(
            property ->
                values.put(property.name().toLowerCase(Locale.ROOT), property.value().strip()));
    return new ScriptConfiguration(values);
  }

  public Optional<Boolean> executeInTransaction() {
    return Optional.ofNullable(values.get("executeintransaction")).map("true"::equalsIgnoreCase);
  }

  /** Whether placeholders in the script are replaced; empty if the options of all scripts count. */
  public Optional<Boolean> placeholderReplacement() {
    return Optional.ofNullable(values.get("placeholderreplacement")).map("true"::equalsIgnoreCase);
  }

  public Optional<String> encoding() {
    return Optional.ofNullable(values.get("encoding"));
  }

  /** A condition; if it does not hold, Flyway takes the script for ignored. */
  public Optional<String> shouldExecute() {
    return Optional.ofNullable(values.get("shouldexecute"));
  }
}
