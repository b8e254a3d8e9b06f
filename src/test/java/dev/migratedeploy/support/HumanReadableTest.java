package dev.migratedeploy.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanReadableTest {
  @ParameterizedTest
  @CsvSource({
    "PT-0.5S, 0.0 s",
    "PT0S, 0.0 s",
    "PT0.449S, 0.4 s",
    "PT9.999S, 9.9 s",
    "PT10S, 10 s",
    "PT59.9S, 59 s",
    "PT1M, 1 min",
    "PT12M5S, 12 min 5 s",
    "PT59M59S, 59 min 59 s",
    "PT1H, 1 h",
    "PT1H2M3S, 1 h 2 min",
    "PT25H, 25 h"
  })
  void aSpanIsWrittenAsPeopleReadIt(Duration span, String words) {
    assertThat(HumanReadable.words(span)).isEqualTo(words);
  }
}
