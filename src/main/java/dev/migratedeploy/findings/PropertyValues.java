package dev.migratedeploy.findings;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The values of a Java properties file, such as {@code flyway.conf}; none where it is none. */
final class PropertyValues {
  private PropertyValues() {}

  static Map<String, String> of(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException malformed) {
      return Map.of();
    }
    Map<String, String> values = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> values.put(FlywayOptions.key(name), properties.getProperty(name)));
    return values;
  }
}
