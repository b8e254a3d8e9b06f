package dev.migratedeploy.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfoTableTest {
  @Test
  void aRowTellsWhatItIsAndWhenItWasApplied() {
    assertThat(table("pending").rows())
        .contains(
            new InfoRow(
                "Versioned",
                Optional.of("1"),
                "tea",
                Optional.of("2026-11-24 08:45:06"),
                "Success"),
            new InfoRow("Versioned", Optional.of("4"), "four", Optional.empty(), "Pending"),
            new InfoRow("Repeatable", Optional.empty(), "teas", Optional.empty(), "Pending"));
  }

  @ParameterizedTest
  @CsvSource({
    "empty-database,        1:Pending teas:Pending",
    "up-to-date,            1:Success 3:Success teas:Success",
    "pending,               1:Success 3:Success teas:Outdated 4:Pending teas:Pending",
    "edited,                1:Success 3:Success teas:Success",
    "out-of-order,          1:Success 3:Success teas:Success 2:Ignored",
    "out-of-order-allowed,  1:Success 3:Success teas:Success 2:Pending",
    "removed,               1:Missing 3:Success teas:Missing",
    "newer-database,        1:Success 3:Future teas:Success",
    "failed-row,            1:Success 3:Success teas:Success 4:Failed",
    "no-scripts,            ''",
    "no-schema,             1:Pending teas:Pending"
  })
  void everyRowIsThere(String transcript, String rows) {
    InfoTable table = table(transcript);
    assertThat(table.isWhole()).isTrue();
    assertThat(String.join(" ", table.rows().stream().map(InfoTableTest::shortly).toList()))
        .isEqualTo(rows);
  }

  @Test
  void aDescriptionMayHoldTheTablesOwnCharactersOrNone() {
    assertThat(table("odd-names").rows().stream().map(InfoRow::description))
        .contains("ümlaut a|b", "", "long".repeat(45), "x");
    InfoTableParser table = new InfoTableParser();
    Transcript.lines("plan-pending").stream()
        .map(line -> line.replace("| four       ", "| a | b | c  "))
        .forEach(table::line);
    assertThat(table.result().rows()).anyMatch(row -> row.description().equals("a | b | c"));
  }

  @Test
  void whatIsNoScriptHasNoCategory() {
    assertThat(table("below-baseline").rows())
        .contains(
            new InfoRow(
                "",
                Optional.of("2"),
                "<< Flyway Baseline >>",
                Optional.of("2026-11-24 08:45:21"),
                "Baseline"));
  }

  @Test
  void theSchemasVersionIsThatOfTheDatabase() {
    assertThat(table("pending").schemaVersion()).contains("3");
    assertThat(table("empty-database").schemaVersion()).isEmpty();
    assertThat(table("empty-database").historyMissing()).isTrue();
    assertThat(table("pending").historyMissing()).isFalse();
  }

  @Test
  void aTableThatBreaksOffIsNotWhole() {
    List<String> lines = Transcript.lines("plan-pending");
    int last =
        lines.lastIndexOf(
            "+------------+---------+-------------+------+-----------"
                + "----------+----------+----------+");
    for (int end = 0; end <= lines.size(); end++) {
      InfoTableParser table = new InfoTableParser();
      lines.subList(0, end).forEach(table::line);
      assertThat(table.result().isWhole()).as("after line " + end).isEqualTo(end > last);
    }
  }

  @Test
  void aTableThatLacksALineInItsMiddleIsNotWholeWhereThatIsSeen() {
    InfoTableParser table = new InfoTableParser();
    Transcript.lines("plan-pending").stream()
        .map(line -> line.startsWith("| Versioned  | 4 ") ? "| Versioned  | 4 " : line)
        .forEach(table::line);
    assertThat(table.result().isWhole()).isFalse();
  }

  @Test
  void twoTablesAreOneTooMany() {
    InfoTableParser table = new InfoTableParser();
    Transcript.lines("plan-pending").forEach(table::line);
    Transcript.lines("plan-up-to-date").forEach(table::line);
    assertThat(table.result().isWhole()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"first-run", "up-to-date", "no-connection"})
  void anotherCommandsOutputHasNone(String transcript) {
    InfoTableParser table = new InfoTableParser();
    Transcript.lines(transcript.equals("no-connection") ? "plan-no-connection" : transcript)
        .forEach(table::line);
    assertThat(table.result().isWhole()).isFalse();
    assertThat(table.result().rows()).isEmpty();
  }

  private static InfoTable table(String transcript) {
    InfoTableParser table = new InfoTableParser();
    Transcript.lines("plan-" + transcript).stream().map(line -> line + "\r").forEach(table::line);
    return table.result();
  }

  private static String shortly(InfoRow row) {
    return row.subject() + ":" + row.state();
  }
}
