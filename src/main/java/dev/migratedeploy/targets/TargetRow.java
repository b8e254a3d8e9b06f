package dev.migratedeploy.targets;

import dev.migratedeploy.config.Suggestion;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a list of databases says of one of them.
 *
 * @param line where it begins
 * @param fields by name; one that is empty is left out
 */
public record TargetRow(int line, String name, Map<String, String> fields) {
  /** The name is a field too. */
  static final String NAME = "name";

  public TargetRow {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  /** What to do if a key or column is nearly {@value #NAME}; else empty. */
  static String renamed(Collection<String> written) {
    return written.stream()
        .filter(key -> Suggestion.of(key, List.of(NAME)).isPresent())
        .findFirst()
        .map(key -> "; rename " + key + " to " + NAME)
        .orElse("");
  }

  Optional<String> value(String field) {
    return field.equals(NAME) ? Optional.of(name) : Optional.ofNullable(fields.get(field));
  }

  /** What templates are filled in from. */
  Map<String, String> withName() {
    Map<String, String> all = new TreeMap<>(fields);
    all.put(NAME, name);
    return all;
  }
}
