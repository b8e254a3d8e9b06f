package dev.migratedeploy.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Backoff backoff = new Backoff(SECOND, 5, Duration.ofSeconds(90));

  @Test
  void pausesDoubleUntilThereWereEnoughAttempts() {
    assertThat(backoff.pauseAfter(1, Duration.ZERO, Optional.empty())).contains(SECOND);
    assertThat(backoff.pauseAfter(4, Duration.ofSeconds(7), Optional.empty()))
        .contains(Duration.ofSeconds(8));
    assertThat(backoff.pauseAfter(5, Duration.ofSeconds(15), Optional.empty())).isEmpty();
  }

  @Test
  void whatTheServerWantsGoesFirstAsLongAsThereIsTime() {
    Duration wanted = Duration.ofSeconds(37);

    assertThat(backoff.pauseAfter(1, Duration.ZERO, Optional.of(wanted))).contains(wanted);
    assertThat(backoff.pauseAfter(2, Duration.ofSeconds(54), Optional.of(wanted))).isEmpty();
  }

  @Test
  void withoutANumberOfAttemptsTheTimeAloneCounts() {
    Backoff patient = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    assertThat(patient.pauseAfter(5, Duration.ofSeconds(16), Optional.empty()))
        .contains(Duration.ofSeconds(8));
    assertThat(patient.pauseAfter(6, Duration.ofSeconds(24), Optional.empty())).isEmpty();
    assertThat(patient.pauseAfter(1_000_000, Duration.ZERO, Optional.empty())).isEmpty();
  }
}
