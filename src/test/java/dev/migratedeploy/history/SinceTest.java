package dev.migratedeploy.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {
  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "24h, 2026-11-26T10:00:00Z",
    "90d, 2026-08-29T10:00:00Z",
    "2w, 2026-11-13T10:00:00Z",
    "2026-08-01, 2026-08-01T00:00:00Z",
  })
  void aSpanOrADayIsUnderstood(String text, Instant since) {
    assertThat(Since.parse(text, NOW)).contains(since);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "90",
        "d",
        "-3d",
        "0d",
        "999999d",
        "9be01d4c",
        "yesterday",
        "2027-01-01",
        "2026-02-30",
        "9999999999999d",
        "1e3d",
        "90D "
      })
  void everythingElseIsNot(String text) {
    assertThat(Since.parse(text, NOW)).isEmpty();
  }
}
