package dev.migratedeploy.targets;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the settings say of a wave.
 *
 * @param line where it begins
 * @param match for each field the values of those that belong to it; empty: the rest
 */
public record WaveSettings(
    int line, String name, Map<String, List<String>> match, FailureBudget failures) {
  public WaveSettings {
    match = Collections.unmodifiableMap(new LinkedHashMap<>(match));
  }

  /** Whether it takes what the waves before it leave. */
  boolean takesTheRest() {
    return match.isEmpty();
  }

  boolean takes(TargetRow row) {
    return match.entrySet().stream()
        .allMatch(
            field -> row.value(field.getKey()).filter(field.getValue()::contains).isPresent());
  }
}
