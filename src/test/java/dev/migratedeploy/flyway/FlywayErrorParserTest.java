package dev.migratedeploy.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlywayErrorParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "failed-in-transaction      | V4__region_not_null.sql | 3 | 23502",
        "failed-outside-transaction | V2__index.sql           | 2 | 42703",
        "failed-repeatable          | R__v.sql                | 1 | 42703",
        "several-lines              | V2__check.sql           | 1 | P0001",
        "syntax-error               | V2__check.sql           | 1 | 42601",
        "failed-callback            | beforeMigrate.sql       | 1 | 42601",
        "name-with-blanks           | V2__with blank.sql      | 3 | 42P01"
      })
  void aFailedStatementIsFound(String name, String script, int line, String sqlState) {
    FlywayError error = error(name);
    assertThat(error.script()).contains(script);
    assertThat(error.line()).contains(line);
    assertThat(error.sqlState()).contains(sqlState);
    assertThat(error.sentence()).startsWith(script + ", line " + line + ": ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "failed-in-transaction | V4__region_not_null.sql, line 3: column \"region\" of relation"
            + " \"orders\" contains null values",
        "several-lines         | V2__check.sql, line 1: the data is not ready: region 7 has no orders",
        "failed-repeatable     | R__v.sql, line 1: column \"nation\" does not exist",
        "wrong-password        | password authentication failed for user \"migrator\"",
        "no-database           | database \"nosuch\" does not exist",
        "no-route              | Connection to db.internal:1 refused. Check that the hostname and port"
            + " are correct and that the postmaster is accepting TCP/IP connections.",
        "duplicate-version     | Found more than one migration with version 1",
        "checksum-mismatch     | Migration checksum mismatch for migration version 1"
      })
  void theCauseIsOneSentence(String name, String sentence) {
    assertThat(error(name).sentence()).isEqualTo(sentence);
  }

  @Test
  void theLinesThatBelongToAnErrorAreKeptWithoutTheRuler() {
    assertThat(error("duplicate-version").more())
        .containsExactly(
            "Offenders:",
            "-> /flyway/sql/V1__orders.sql (SQL)",
            "-> /flyway/sql/V1__again.sql (SQL)");
    assertThat(error("no-route").more()).noneMatch(line -> line.startsWith("---"));
  }

  @Test
  void theDetailsRepeatNothingAndSellNothing() {
    assertThat(error("no-route").details()).containsExactly("SQL State  : 08001");
    assertThat(error("checksum-mismatch").details())
        .noneMatch(line -> line.contains("checksum mismatch") || line.contains("Learn more"))
        .hasSize(3);
  }

  @Test
  void theErrorEndsWithABlankLine() {
    FlywayError error = error("failed-in-transaction");
    assertThat(error.more()).noneMatch(line -> line.startsWith("Caused by"));
  }

  @Test
  void theFirstErrorIsTheOneThatCounts() {
    FlywayErrorParser errors = new FlywayErrorParser();
    List.of("ERROR: one", "", "ERROR: two", "more of two").forEach(errors::line);
    assertThat(errors.first().orElseThrow().headline()).isEqualTo("one");
    assertThat(errors.first().orElseThrow().more()).isEmpty();
  }

  @Test
  void aFloodOfLinesIsCut() {
    FlywayErrorParser errors = new FlywayErrorParser();
    errors.line("ERROR: one");
    Collections.nCopies(10_000, "more").forEach(errors::line);
    assertThat(errors.first().orElseThrow().more()).hasSizeLessThan(100);
  }

  @Test
  void anUnreadableLineNumberIsNone() {
    FlywayErrorParser errors = new FlywayErrorParser();
    List.of("ERROR: Failed to execute script V1__a.sql", "Line       : 12345678901")
        .forEach(errors::line);
    FlywayError error = errors.first().orElseThrow();
    assertThat(error.line()).isEmpty();
    assertThat(error.sentence()).isEqualTo("V1__a.sql: Failed to execute script V1__a.sql");
  }

  private static FlywayError error(String transcript) {
    return Transcript.heard(transcript).error().orElseThrow();
  }
}
