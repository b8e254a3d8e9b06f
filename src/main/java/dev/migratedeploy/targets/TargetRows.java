package dev.migratedeploy.targets;

import dev.migratedeploy.config.ConfigProblems;
import dev.migratedeploy.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A list of databases while it is read; what is wrong becomes a problem of its file. */
final class TargetRows {
  /** By others than the settings: nothing that could lead an address elsewhere. */
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]*");

  /** Who wrote the list. */
  private enum Author {
    OF_THE_SETTINGS,
    OF_A_FILE,
    OTHERS
  }

  private final ConfigProblems problems;
  private final String path;
  private final Author author;
  private final List<TargetRow> rows = new ArrayList<>();

  /** Without regard to case, as some file systems see the names. */
  private final Map<String, TargetRow> names = new HashMap<>();

  private TargetRows(ConfigProblems problems, String path, Author author) {
    this.problems = problems;
    this.path = path;
    this.author = author;
  }

  /** A list in the settings, whose placeholders are replaced. */
  static TargetRows inSettings(ConfigProblems problems, String path) {
    return new TargetRows(problems, path, Author.OF_THE_SETTINGS);
  }

  /** A list that is a file of its own: what is in it stays as it is. */
  static TargetRows inFile(ConfigProblems problems, boolean isOfOthers) {
    return new TargetRows(problems, "", isOfOthers ? Author.OTHERS : Author.OF_A_FILE);
  }

  /** Adds what the list says of one database, its name among the values. */
  void add(int line, Map<String, String> values) {
    Map<String, String> fields = new TreeMap<>(values);
    fields.values().removeIf(String::isBlank);
    String name = fields.remove(TargetRow.NAME);
    if (name == null) {
      problems.add(line, path, "no name; each target has one" + TargetRow.renamed(fields.keySet()));
      return;
    }
    if (!Target.isName(name)) {
      problems.add(
          line,
          path,
          ConfigValue.quoted(name)
              + " cannot be the name of a target, and of its log file: write at most 100 letters,"
              + " digits, . _ and -, the first a letter or a digit");
      return;
    }
    fields.forEach((field, value) -> check(line, name + ": ", field, value));
    TargetRow row = new TargetRow(line, name, fields);
    TargetRow first = names.putIfAbsent(name.toLowerCase(Locale.ROOT), row);
    if (first == null) {
      rows.add(row);
    } else {
      problems.add(
          line,
          path,
          "the name %s is taken: line %d has %s; each target has a name of its own"
              .formatted(name, first.line(), first.name().equals(name) ? "it" : first.name()));
    }
  }

  private void check(int line, String name, String field, String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      problems.add(
          line, path, name + "a tab, a line break or another control character in " + field);
    } else if (author == Author.OTHERS && !HARMLESS.matcher(value).matches()) {
      problems.add(
          line,
          path,
          name
              + field
              + " holds more than letters, digits, . _ and -, which is all that the runner's"
              + " policy takes from the repository");
    } else if (author != Author.OF_THE_SETTINGS && value.contains("${")) {
      problems.add(
          line,
          path,
          name
              + "${…} in "
              + field
              + " is not replaced here; write it in the settings' environment");
    }
  }

  List<TargetRow> rows() {
    return rows;
  }
}
