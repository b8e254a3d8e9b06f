package dev.migratedeploy.flyway.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@code key = value} of a TOML file with its place, which the library does not tell: a statement
 * is the shortest run of lines that the library can read on its own.
 *
 * @param line of its key, counted from 1
 * @param key what is before its first {@code =}, without quotes
 * @param values more than one where the value is an inline table
 */
public record TomlStatement(int line, String key, List<TomlValue> values) {
  /** A value of more lines than these has no statement: each further line costs another try. */
  private static final int MOST_LINES = 200;

  public TomlStatement {
    values = List.copyOf(values);
  }

  /** Those of a text that is TOML as a whole. */
  static List<TomlStatement> in(String text) {
    List<String> lines = text.lines().toList();
    List<TomlStatement> statements = new ArrayList<>();
    String table = "";
    for (int first = 0; first < lines.size(); first++) {
      String line = lines.get(first).strip();
      if (line.startsWith("[")) {
        table = line + "\n";
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        int length = add(table, lines, first, statements);
        first += length - 1;
      }
    }
    return statements;
  }

  /** Adds the statement that begins on a line, and returns how many lines it has. */
  private static int add(
      String table, List<String> lines, int first, List<TomlStatement> statements) {
    int end = Math.min(lines.size(), first + MOST_LINES);
    for (int last = first; last < end; last++) {
      String statement = String.join("\n", lines.subList(first, last + 1));
      Optional<JsonNode> tree = TomlFile.tree(table + statement);
      if (tree.isPresent()) {
        List<TomlValue> values = new ArrayList<>();
        TomlValue.collect(List.of(), tree.get(), values);
        statements.add(new TomlStatement(first + 1, keyOf(statement), values));
        return last + 1 - first;
      }
    }
    return 1;
  }

  /** The key ends at the first {@code =} that is not within quotes: before it is a key of TOML. */
  private static String keyOf(String statement) {
    for (int end = statement.indexOf('='); end >= 0; end = statement.indexOf('=', end + 1)) {
      Optional<JsonNode> tree = TomlFile.tree(statement.substring(0, end) + "= 0");
      if (tree.isPresent()) {
        List<TomlValue> key = new ArrayList<>();
        TomlValue.collect(List.of(), tree.get(), key);
        return key.get(0).name();
      }
    }
    return "";
  }
}
