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
        "checksum-mismatch      | take the edit back",
        "failed-row             | flyway repair",
        "out-of-order-refused   | -- -outOfOrder=true",
        "missing-applied-script | bring the missing script back",
        "duplicate-version      | another version",
        "non-empty-schema       | flyway baseline",
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
