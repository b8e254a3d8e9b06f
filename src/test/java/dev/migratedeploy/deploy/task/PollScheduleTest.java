package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PollScheduleTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final PollSchedule pace =
      PollSchedule.between(Duration.ofMillis(100), Duration.ofMillis(500));

  @Test
  void theFirstCallIsDueAtOnce() {
    assertThat(pace.due(T0)).isTrue();
  }

  @Test
  void thePausesGrowByHalfWhileNothingMovesUpToTheSlowest() {
    for (long expected : new long[] {150, 225, 337, 500, 500}) {
      pace.next(T0, false);
      assertThat(pace.at()).isBetween(T0.plusMillis(expected), T0.plusMillis(expected + 1));
    }
  }

  @Test
  void aMoveBringsTheFastestPaceBack() {
    pace.next(T0, false);
    pace.next(T0, false);
    pace.next(T0, true);
    assertThat(pace.at()).isEqualTo(T0.plusMillis(100));
    assertThat(pace.due(T0.plusMillis(99))).isFalse();
    assertThat(pace.due(T0.plusMillis(100))).isTrue();
  }

  @Test
  void hurryShortensThePauseThatIsOnAndNeverBelowTheFastest() {
    pace.next(T0, false);
    pace.next(T0, false);
    pace.hurry();
    pace.hurry();
    assertThat(pace.at()).isEqualTo(T0.plusMillis(100));
  }

  @Test
  void aCallCanBeMadeSoonerAndNeverLater() {
    pace.next(T0, true);
    pace.noLaterThan(T0.plusMillis(40));
    assertThat(pace.at()).isEqualTo(T0.plusMillis(40));
    pace.noLaterThan(T0.plusMillis(400));
    assertThat(pace.at()).isEqualTo(T0.plusMillis(40));
  }

  @Test
  void hurryBeforeTheFirstCallChangesNothing() {
    pace.hurry();
    assertThat(pace.due(T0)).isTrue();
  }
}
