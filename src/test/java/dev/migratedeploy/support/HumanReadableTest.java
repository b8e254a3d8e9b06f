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

  @ParameterizedTest
  @CsvSource({"PT1S, 1 s", "PT0.3S, 0.3 s", "PT30S, 30 s", "PT1M, 1 min", "PT30M, 30 min"})
  void aTimeThatSomebodyHasSetHasNoTenths(Duration span, String words) {
    assertThat(HumanReadable.limit(span)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"1, 1 byte", "1000, 1000 bytes", "262144, 256 KiB", "33554432, 32 MiB"})
  void aBoundIsWrittenInItsLargestUnit(long bytes, String words) {
    assertThat(HumanReadable.limit(bytes)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"PT-1S, 00:00", "PT9.9S, 00:09", "PT12M5S, 12:05", "PT1H2M3S, 1:02:03"})
  void aTimeSinceABeginningStandsInColumns(Duration span, String words) {
    assertThat(HumanReadable.clock(span)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 scripts", "1, 1 script", "2, 2 scripts"})
  void aNumberBringsItsPlural(long number, String words) {
    assertThat(HumanReadable.count(number, "script")).isEqualTo(words);
  }
}
