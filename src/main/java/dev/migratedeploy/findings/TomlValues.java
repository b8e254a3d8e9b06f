package dev.migratedeploy.findings;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The single values of a TOML file, such as {@code flyway.toml}, under their full dotted keys; what
 * spans lines is passed over, since no option of interest does.
 */
final class TomlValues {
  private static final Pattern TABLE = Pattern.compile("\\[\\s*([^\\[\\]]+?)\\s*]\\s*(#.*)?");
  private static final Pattern PAIR =
      Pattern.compile(
          "([\\w.\"'\\s-]+?)\\s*=\\s*(?:\"((?:\\\\.|[^\"\\\\])*)\"|'([^']*)'|([^\\s#\"'{\\[]+))"
              + "\\s*(#.*)?");
  private static final Pattern INLINE_TABLE =
      Pattern.compile("([\\w.\"'\\s-]+?)\\s*=\\s*\\{(.*)}\\s*(#.*)?");

  private TomlValues() {}

  static Map<String, String> of(String text) {
    Map<String, String> values = new TreeMap<>();
    String table = "";
    for (String line : text.lines().map(String::strip).toList()) {
      Matcher header = TABLE.matcher(line);
      if (header.matches()) {
        table = bare(header.group(1)) + ".";
      } else {
        read(table, line, values);
      }
    }
    return values;
  }

  private static void read(String prefix, String text, Map<String, String> values) {
    Matcher inline = INLINE_TABLE.matcher(text);
    if (inline.matches()) {
      for (String pair : inline.group(2).split(",", -1)) {
        read(prefix + bare(inline.group(1)) + ".", pair.strip(), values);
      }
      return;
    }
    Matcher pair = PAIR.matcher(text);
    if (pair.matches()) {
      for (int group = 2; group <= 4; group++) {
        if (pair.group(group) != null) {
          values.put(FlywayOptions.key(prefix + bare(pair.group(1))), pair.group(group));
        }
      }
    }
  }

  private static String bare(String key) {
    return key.replaceAll("[\"'\\s]", "");
  }
}
