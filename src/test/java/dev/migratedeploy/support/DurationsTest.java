package dev.migratedeploy.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "30m, PT30M",
    "90s, PT90S",
    "1h30m, PT90M",
    "45m30s, PT45M30S",
    "2h, PT2H",
    "PT30M, PT30M",
    "744h, P31D"
  })
  void hoursMinutesAndSecondsAreADuration(String text, Duration duration) {
    assertThat(Durations.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "0m",
        "-5m",
        "PT0S",
        "PT-1M",
        "30m1h",
        "1.5h",
        "30 m",
        "m",
        "9999999999h",
        "99999999999999h",
        "999999999h999999999m999999999s",
        "1e9s",
        "744h1s",
        "P32D",
        "PT9223372036854775807S",
        "PT9223372036854775807H",
        "PT-9223372036854775807S",
        "９0s"
      })
  void anythingElseIsNone(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Test
  void theMessageNamesFormsThatAreAccepted() {
    assertThat(
            Durations.ACCEPTED
                .replaceAll(",|or|a duration of at most 31 days such as", "")
                .strip()
                .split("\\s+"))
        .hasSize(4)
        .allSatisfy(form -> assertThat(Durations.parse(form)).isPresent());
  }
}
