package dev.migratedeploy.aws.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogSummaryTest {
  @Test
  void everyLineThatWasWrittenProvesTheLogComplete() {
    LogSummary log = new LogSummary(18, Optional.of(new EndMarker(1, 18)), Optional.empty());
    assertThat(log.complete()).isTrue();
    assertThat(log.words()).isEqualTo("18 of 18 lines");
  }

  @Test
  void linesThatAreMissingAreSaid() {
    LogSummary log = new LogSummary(97, Optional.of(new EndMarker(0, 100)), Optional.empty());
    assertThat(log.complete()).isFalse();
    assertThat(log.words()).isEqualTo("97 of 100 lines");
  }

  @Test
  void moreLinesThanWereWrittenProveNothing() {
    assertThat(new LogSummary(3, Optional.of(new EndMarker(0, 2)), Optional.empty()).complete())
        .isFalse();
  }

  @Test
  void withoutAnEndLineNothingIsProved() {
    assertThat(new LogSummary(1, Optional.empty(), Optional.empty()).words())
        .isEqualTo("1 line, not proved to be all");
    assertThat(new LogSummary(0, Optional.empty(), Optional.empty()).complete()).isFalse();
  }
}
