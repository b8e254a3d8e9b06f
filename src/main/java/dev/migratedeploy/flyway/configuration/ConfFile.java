package dev.migratedeploy.flyway.configuration;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A file of Java properties as Flyway reads it: a backslash is a backslash, except at the end of a
 * line that the next one continues.
 */
public final class ConfFile {

  /**
   * A property.
   *
   * @param line where it begins, counted from 1
   */
  public record Property(int line, String name, String value) {}

  private ConfFile() {}

  /** Refuses an encoding in which Flyway would pass over properties without a word. */
  static void check(String text) throws MalformedFileException {
    if (text.indexOf('\0') >= 0) {
      throw new MalformedFileException(1, "it is not UTF-8 text; save it as UTF-8");
    }
    if (text.startsWith("\uFEFF")) {
      throw new MalformedFileException(
          1, "it begins with a byte order mark; save it as UTF-8 without one");
    }
  }

  /** All of them from top to bottom; a later one beats an earlier one of the same name. */
  public static List<Property> properties(String text) {
    List<String> lines = text.lines().map(String::strip).toList();
    List<Property> properties = new ArrayList<>();
    for (int first = 0; first < lines.size(); first++) {
      int last = first;
      while (!isComment(lines.get(first)) && continues(lines, last)) {
        last++;
      }
      read(first + 1, lines.subList(first, last + 1), properties);
      first = last;
    }
    return properties;
  }

  private static boolean isComment(String line) {
    return line.startsWith("#") || line.startsWith("!");
  }

  /** Flyway takes a path such as {@code C:\jars\} for complete where a property follows. */
  private static boolean continues(List<String> lines, int index) {
    if (!lines.get(index).endsWith("\\") || index + 1 >= lines.size()) {
      return false;
    }
    String next = lines.get(index + 1);
    boolean property = next.startsWith("flyway.") && next.contains("=");
    boolean expression = next.contains("==") || next.contains("!=");
    return !next.isEmpty() && (!property || expression);
  }

  private static void read(int number, List<String> lines, List<Property> properties) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replace("\\", "\\\\");
      boolean continued = i + 1 < lines.size();
      text.append(continued ? line.substring(0, line.length() - 1) + "\n" : line);
    }
    Properties one = new Properties();
    try {
      one.load(new StringReader(text.toString()));
    } catch (IOException e) {
      throw new IllegalStateException("a text that cannot be read", e);
    }
    one.stringPropertyNames()
        .forEach(name -> properties.add(new Property(number, name, one.getProperty(name))));
  }
}
