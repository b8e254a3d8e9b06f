package dev.migratedeploy.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlywayAdviceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "duplicate-version      | rename one of them",
        "wrong-password         | the user and the password",
        "no-route               | security group",
        "no-database            | FLYWAY_URL"
      })
  void anErrorThatIsKnownComesWithAdvice(String transcript, String words) {
    assertThat(FlywayAdvice.on(Transcript.heard(transcript).error().orElseThrow()))
        .hasValueSatisfying(advice -> assertThat(advice).contains(words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed-in-transaction", "failed-outside-transaction", "syntax-error"})
  void aFailedStatementHasNone(String transcript) {
    assertThat(FlywayAdvice.on(Transcript.heard(transcript).error().orElseThrow())).isEmpty();
  }
}
