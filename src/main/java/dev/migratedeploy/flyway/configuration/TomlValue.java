package dev.migratedeploy.flyway.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A value in a TOML file that is no table.
 *
 * @param path the names of the tables it is in, and its own
 * @param items the elements of a list, else only the value
 */
public record TomlValue(List<String> path, List<String> items, boolean list) {
  public TomlValue {
    path = List.copyOf(path);
    items = List.copyOf(items);
  }

  /** The path with dots. */
  public String name() {
    return String.join(".", path);
  }

  static void collect(List<String> path, JsonNode node, List<TomlValue> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(entry -> collect(joined(path, entry.getKey()), entry.getValue(), values));
    } else if (node.isArray()) {
      List<String> items = new ArrayList<>();
      for (JsonNode element : node) {
        if (element.isContainerNode()) {
          collect(path, element, values);
        } else {
          items.add(element.asText());
        }
      }
      if (items.size() == node.size()) {
        values.add(new TomlValue(path, items, true));
      }
    } else {
      values.add(new TomlValue(path, List.of(node.asText()), false));
    }
  }

  private static List<String> joined(List<String> path, String name) {
    List<String> joined = new ArrayList<>(path);
    joined.add(name);
    return joined;
  }
}
