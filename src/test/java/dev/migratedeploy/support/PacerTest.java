package dev.migratedeploy.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final Instant START = Instant.parse("2026-11-26T03:00:00Z");

  private final Pacer pacer = Pacer.of(5, 3);

  @Test
  void aBurstIsThereAtOnceAndThenTheRate() {
    assertThat(taken(START)).isEqualTo(3);
    assertThat(pacer.next(START)).isEqualTo(START.plusMillis(200));
    assertThat(pacer.take(START.plusMillis(199))).isFalse();
    assertThat(pacer.take(START.plusMillis(200))).isTrue();
    assertThat(pacer.take(START.plusMillis(200))).isFalse();
  }

  @Test
  void aLongPauseGivesNoMoreThanTheBurst() {
    assertThat(taken(START)).isEqualTo(3);
    assertThat(taken(START.plusSeconds(86_400))).isEqualTo(3);
  }

  @Test
  void aThrottledCallHalvesTheRateUntilItHasBeenQuietForAWhile() {
    assertThat(taken(START)).isEqualTo(3);
    pacer.throttled(START);
    assertThat(pacer.next(START)).isEqualTo(START.plusMillis(400));
    Instant later = START.plus(Pacer.RECOVERY);
    assertThat(taken(later)).isEqualTo(1);
    assertThat(pacer.next(later)).isEqualTo(later.plusMillis(200));
  }

  @Test
  void callsThatAreThrottledTogetherCountOnce() {
    for (int call = 0; call < 8; call++) {
      pacer.throttled(START.plusMillis(call));
    }
    assertThat(pacer.next(START.plusMillis(7)))
        .isBetween(START.plusMillis(399), START.plusMillis(401));
  }

  @Test
  void throttledAgainAndAgainItStaysAtASixteenth() {
    Instant last = START;
    for (int second = 0; second < 60; second += 2) {
      last = START.plusSeconds(second);
      pacer.throttled(last);
    }
    assertThat(pacer.next(last)).isEqualTo(last.plusMillis(3_200));
    assertThat(taken(last.plus(Pacer.RECOVERY.multipliedBy(4)))).isPositive();
    assertThat(taken(last.plus(Pacer.RECOVERY.multipliedBy(5)))).isEqualTo(3);
  }

  @Test
  void aClockThatGoesBackGivesNothing() {
    assertThat(taken(START)).isEqualTo(3);
    assertThat(pacer.take(START.minusSeconds(60))).isFalse();
    assertThat(pacer.take(START.plusMillis(200))).isTrue();
  }

  @Test
  void whoWaitsIsGivenACallAtTheRate() {
    List<Duration> waits = new ArrayList<>();
    WaitableClock clock =
        new WaitableClock() {
          private Instant now = START;

          @Override
          public Instant now() {
            return now;
          }

          @Override
          public void sleep(Duration duration) {
            waits.add(duration);
            now = now.plus(duration);
          }
        };
    IntStream.range(0, 5).forEach(call -> pacer.await(clock));
    assertThat(waits).containsExactly(Duration.ofMillis(200), Duration.ofMillis(200));
  }

  /** Whatever the times between calls, no window holds more than the burst and what flows in. */
  @RepeatedTest(20)
  void noWindowHoldsMoreThanTheBucketGives(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Instant> calls = new ArrayList<>();
    Instant now = START;
    for (int i = 0; i < 2_000; i++) {
      if (random.nextInt(100) == 0) {
        pacer.throttled(now);
      }
      if (pacer.take(now)) {
        calls.add(now);
        now = now.plusNanos(random.nextInt(3) == 0 ? 0 : random.nextInt(300_000_000));
      } else {
        Instant next = pacer.next(now);
        assertThat(next).isAfter(now);
        now = next;
        assertThat(pacer.take(now)).isTrue();
        calls.add(now);
      }
    }
    for (int i = 0; i < calls.size(); i++) {
      for (int j = i; j < Math.min(i + 50, calls.size()); j++) {
        double seconds = Duration.between(calls.get(i), calls.get(j)).toNanos() / 1e9;
        assertThat(j - i + 1).isLessThanOrEqualTo((int) Math.floor(3 + 5 * seconds + 0.001));
      }
    }
  }

  private int taken(Instant now) {
    int calls = 0;
    while (pacer.take(now)) {
      calls++;
    }
    return calls;
  }
}
