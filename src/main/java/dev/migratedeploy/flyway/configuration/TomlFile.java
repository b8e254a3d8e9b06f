package dev.migratedeploy.flyway.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A TOML file, read by the library that Flyway reads it with. */
public final class TomlFile {
  private static final TomlMapper TOML = new TomlMapper();

  /** The library's messages by their beginnings, and what the reader can do with them. */
  private static final Map<String, String> REASONS =
      Map.of(
          "Premature end", "the file ends within a value: a quote or a bracket is missing",
          "Newline not permitted", "the line ends too early: a value, quote or bracket is missing",
          "More data after value", "the value is followed by something else; is a quote missing?",
          "Unknown escape", "a backslash within double quotes; write the value in single quotes",
          "Trailing comma", "a comma before the closing brace",
          "Zero-prefixed", "a number with leading zeros; write it in quotes",
          "Duplicate key", "a key is set a second time",
          "Path into existing", "a key is set a second time",
          "Table redefined", "a table begins a second time");

  private final String text;
  private final JsonNode tree;

  private TomlFile(String text, JsonNode tree) {
    this.text = text;
    this.tree = tree;
  }

  /**
   * Reads a text.
   *
   * @throws MalformedFileException if it is no TOML
   */
  public static TomlFile of(String text) throws MalformedFileException {
    if (text.startsWith("\uFEFF")) {
      throw new MalformedFileException(
          1, "it begins with a byte order mark; save it as UTF-8 without one");
    }
    try {
      return new TomlFile(text, TOML.readTree(text));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new MalformedFileException(line, why(e.getOriginalMessage()));
    }
  }

  /** A text that is or is no TOML, if nobody asks why. */
  static Optional<JsonNode> tree(String text) {
    try {
      return Optional.of(TOML.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Every value that is no table, in the order of the file's tables. */
  public List<TomlValue> values() {
    List<TomlValue> values = new ArrayList<>();
    TomlValue.collect(List.of(), tree, values);
    return values;
  }

  /** The same values with the places where they stand: slower, for a message only. */
  public List<TomlStatement> statements() {
    return TomlStatement.in(text);
  }

  /** Never the library's own words: they may quote the file. */
  private static String why(String message) {
    return REASONS.entrySet().stream()
        .filter(reason -> message.startsWith(reason.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("it is not TOML");
  }
}
