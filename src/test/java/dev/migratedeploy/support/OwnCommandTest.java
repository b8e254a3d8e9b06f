package dev.migratedeploy.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that a person can paste into a shell, whatever the environment is called. */
class OwnCommandTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "staging,migrate-deploy info --env staging",
        "review/feature-1,migrate-deploy info --env review/feature-1",
        "stäging,migrate-deploy info --env stäging",
        "eu west,migrate-deploy info --env 'eu west'",
        "$HOME,migrate-deploy info --env '$HOME'",
        "it's,migrate-deploy info --env 'it'\\''s'"
      })
  void theEnvironmentIsOneWord(String environment, String command) {
    assertThat(OwnCommand.of("info", environment)).isEqualTo(command);
  }
}
