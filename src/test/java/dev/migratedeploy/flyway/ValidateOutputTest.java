package dev.migratedeploy.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.flyway.ValidationProblem.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateOutputTest {
  @ParameterizedTest
  @CsvSource({
    "empty-database,        PENDING:1 PENDING:teas",
    "pending,               PENDING:teas PENDING:4 PENDING:teas",
    "edited,                EDITED:1",
    "renamed,               EDITED:3",
    "out-of-order,          OUT_OF_ORDER:2",
    "out-of-order-allowed,  PENDING:2",
    "removed,               MISSING:1 MISSING:teas",
    "failed-row,            FAILED:4",
    "below-baseline,        PENDING:3",
    "many-problems,         EDITED:1 PENDING:teas OUT_OF_ORDER:2 PENDING:4 PENDING:teas"
  })
  void everyProblemIsTold(String transcript, String problems) {
    ValidateOutput validation = validation(transcript);
    assertThat(validation.failed()).isTrue();
    assertThat(validation.isWhole()).isTrue();
    assertThat(
            String.join(
                " ",
                validation.problems().stream()
                    .map(problem -> problem.kind() + ":" + problem.subject())
                    .toList()))
        .isEqualTo(problems);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up-to-date",
        "newer-database",
        "pending-allowed-by-pattern",
        "out-of-order-ignored",
        "no-scripts"
      })
  void whatFlywayFindsWellIsWell(String transcript) {
    ValidateOutput validation = validation(transcript);
    assertThat(validation.validated()).isPresent();
    assertThat(validation.isWhole()).isTrue();
    assertThat(validation.problems()).isEmpty();
  }

  @Test
  void aSchemaThatIsYetToBeMadeIsNoFailure() {
    assertThat(validation("no-schema").problems())
        .containsExactly(new ValidationProblem(Kind.NO_SCHEMA, "\"shop\""));
    assertThat(validation("no-schema").isWhole()).isTrue();
  }

  @Test
  void anErrorBeforeTheValidationIsNone() {
    ValidateOutput validation = validation("no-connection");
    assertThat(validation.failed()).isFalse();
    assertThat(validation.validated()).isEmpty();
    assertThat(validation.isWhole()).isFalse();
  }

  @Test
  void aHundredPendingScriptsAreAHundred() {
    ValidateOutputParser validation = new ValidateOutputParser();
    validation.line("ERROR: Validate failed: Migrations have failed validation");
    for (int version = 1; version <= 100; version++) {
      validation.line(
          "Detected resolved migration not applied to database: %d.".formatted(version));
      validation.line(
          "To fix this error, either run migrate, or set -ignoreMigrationPatterns='*:pending'.");
    }
    validation.line("Need more flexibility with validation rules? Learn more: https://…");
    assertThat(validation.result().problems())
        .hasSize(100)
        .allMatch(problem -> problem.kind() == Kind.PENDING);
  }

  @Test
  void aListThatBreaksOffIsNotWholeAndItsLastProblemIsNotTakenForPending() {
    ValidateOutputParser validation = new ValidateOutputParser();
    List.of(
            "ERROR: Validate failed: Migrations have failed validation",
            "Detected resolved migration not applied to database: 2.")
        .forEach(validation::line);
    assertThat(validation.result().isWhole()).isFalse();
    assertThat(validation.result().problems()).isEmpty();
  }

  @Test
  void wordsThatAreNotKnownAreKept() {
    ValidateOutputParser validation = new ValidateOutputParser();
    List.of(
            "ERROR: Validate failed: Migrations have failed validation",
            "Detected resolved migration not applied to database: 2.",
            "Something that a later Flyway may say.",
            "Need more flexibility with validation rules? Learn more: https://…")
        .forEach(validation::line);
    assertThat(validation.result().problems())
        .containsExactly(
            new ValidationProblem(Kind.OTHER, "2"),
            new ValidationProblem(Kind.OTHER, "Something that a later Flyway may say."));
  }

  private static ValidateOutput validation(String transcript) {
    ValidateOutputParser validation = new ValidateOutputParser();
    Transcript.lines("plan-" + transcript).stream()
        .map(line -> line + "\r")
        .forEach(validation::line);
    return validation.result();
  }
}
