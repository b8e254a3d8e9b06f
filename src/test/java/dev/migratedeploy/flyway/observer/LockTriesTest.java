package dev.migratedeploy.flyway.observer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockTriesTest {
  /** As run.sh sleeps: pause × try, at most six of them. */
  @ParameterizedTest
  @CsvSource({
    "5, 10, 10, 440",
    "5, 1, 10, 5",
    "1, 2, 10, 12",
    "5, 7, 10, 245",
    "5, 8, 10, 310",
    "2, 3, 0, 6"
  })
  void theLongestWaitIsThatOfAllTriesAndThePausesBetweenThem(
      int wait, int most, int pause, int longest) {
    LockTries tries = new LockTries(Duration.ofSeconds(wait), most, Duration.ofSeconds(pause));

    Duration slept = Duration.ZERO;
    for (int attempt = 1; attempt < most; attempt++) {
      slept = slept.plus(tries.pauseAfter(attempt));
    }
    assertThat(tries.longest().toSeconds()).isEqualTo(longest);
    assertThat(tries.longest()).isEqualTo(tries.limit().multipliedBy(most).plus(slept));
  }

  /** Some set the number of tries to what means "never give up". */
  @ParameterizedTest
  @CsvSource("5, 2147483647, 10")
  void veryManyTriesAreNoOverflow(int wait, int most, int pause) {
    LockTries tries = new LockTries(Duration.ofSeconds(wait), most, Duration.ofSeconds(pause));

    assertThat(tries.longest()).isGreaterThan(Duration.ofDays(365));
  }
}
