package dev.migratedeploy.targets;

import dev.migratedeploy.config.ConfigProblems;
import dev.migratedeploy.config.ConfigValue;
import dev.migratedeploy.support.HumanReadable;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Databases as comma-separated values (RFC 4180) with a header. Semicolons or tabs in the header
 * separate too, as spreadsheets write them in many countries; lines that begin with {@code #} and
 * empty ones are left out.
 */
final class CsvTargets {
  private final ConfigProblems problems;
  private final TargetRows rows;

  CsvTargets(ConfigProblems problems, TargetRows rows) {
    this.problems = problems;
    this.rows = rows;
  }

  void read(String text) {
    try (CSVParser parser = format(text).parse(new StringReader(text))) {
      read(parser);
    } catch (IOException impossible) { // it is in the memory
      throw new UncheckedIOException(impossible);
    }
  }

  private void read(CSVParser parser) {
    List<String> header = List.of();
    long line = 0;
    try {
      for (CSVRecord values : parser) {
        line = parser.getCurrentLineNumber();
        if (header.isEmpty()) {
          header = values.toList();
          if (!isHeader((int) line, header)) {
            return;
          }
        } else {
          add((int) line, header, values.toList());
        }
      }
    } catch (UncheckedIOException quotes) {
      boolean isOpen = String.valueOf(quotes.getMessage()).contains("EOF");
      problems.add(
          (int) line + 1,
          "",
          isOpen
              ? "a quotation mark is opened here or below and never closed"
              : "something follows a closing quotation mark here or below; one within a value is"
                  + " written twice");
    }
  }

  private static CSVFormat format(String text) {
    String header = text.lines().filter(line -> !isLeftOut(line)).findFirst().orElse("");
    char delimiter = ',';
    for (char other : new char[] {';', '\t'}) {
      if (header.indexOf(',') < 0 && header.indexOf(other) >= 0) {
        delimiter = other;
      }
    }
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(delimiter)
        .setCommentMarker('#')
        .setIgnoreEmptyLines(true)
        .setIgnoreSurroundingSpaces(true)
        .setTrim(true)
        .get();
  }

  private static boolean isLeftOut(String line) {
    return line.isBlank() || line.startsWith("#");
  }

  private boolean isHeader(int line, List<String> columns) {
    Set<String> names = new HashSet<>();
    boolean right = true;
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).isBlank()) {
        problems.add(line, "", "column %d of the header has no name".formatted(i + 1));
        right = false;
      } else if (!names.add(columns.get(i))) {
        problems.add(line, "", "two columns have the name " + columns.get(i));
        right = false;
      }
    }
    if (!names.contains(TargetRow.NAME)) {
      problems.add(
          line,
          "",
          "the first line names the columns; name must be one of them, and it has %s%s"
              .formatted(
                  ConfigValue.quoted(String.join(", ", columns)), TargetRow.renamed(columns)));
      right = false;
    }
    return right;
  }

  private void add(int line, List<String> header, List<String> values) {
    if (values.stream().allMatch(String::isBlank)) {
      return; // A spreadsheet's empty row: only separators.
    }
    if (values.size() != header.size()) {
      problems.add(
          line,
          values.get(0),
          "%s, and the header has %s: %s"
              .formatted(
                  HumanReadable.count(values.size(), "value"),
                  HumanReadable.count(header.size(), "column"),
                  String.join(", ", header)));
      return;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      fields.put(header.get(i), values.get(i));
    }
    rows.add(line, fields);
  }
}
