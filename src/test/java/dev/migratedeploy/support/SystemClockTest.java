package dev.migratedeploy.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SystemClockTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Instant wall = NOON;
  private long nanoseconds = Long.MAX_VALUE - 5;
  private final WaitableClock ticker = new SystemClock(new SetClock(), () -> nanoseconds);

  @Test
  void aClockThatIsSetMovesNoTimeout() {
    for (Duration jump : new Duration[] {Duration.ofHours(1), Duration.ofHours(-1)}) {
      wall = NOON.plus(jump);
      assertThat(ticker.now()).isEqualTo(NOON);
    }
  }

  @Test
  void whatHasPassedIsAddedToTheTimeAtTheStart() {
    nanoseconds += Duration.ofMinutes(30).toNanos(); // over the largest number, as it may be
    assertThat(ticker.now()).isEqualTo(NOON.plus(Duration.ofMinutes(30)));
  }

  @Test
  void anInterruptDoesNotCutASleepNorTheCallsAfterIt() {
    long begin = System.nanoTime();
    Thread.currentThread().interrupt();

    WaitableClock.system().sleep(Duration.ofMillis(60));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(59));
    // The AWS SDK would refuse to send anything.
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aTimeThatIsOverIsNotWaitedFor() {
    WaitableClock.system().sleep(Duration.ofMillis(-5));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private final class SetClock extends Clock {
    @Override
    public Instant instant() {
      return wall;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
