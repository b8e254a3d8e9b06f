package dev.migratedeploy.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SystemTickerTest {
  @Test
  void anInterruptDoesNotCutASleepNorTheCallsAfterIt() {
    long begin = System.nanoTime();
    Thread.currentThread().interrupt();

    Ticker.system().sleep(Duration.ofMillis(60));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(59));
    // The AWS SDK would refuse to send anything.
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aTimeThatIsOverIsNotWaitedFor() {
    Ticker.system().sleep(Duration.ofMillis(-5));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
