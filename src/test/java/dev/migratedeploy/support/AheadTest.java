package dev.migratedeploy.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AheadTest {
  private final AtomicInteger begun = new AtomicInteger();

  @Test
  void itIsWorkedOutWhileNobodyWaits() throws Exception {
    CountDownLatch done = new CountDownLatch(1);

    Ahead<String> value =
        Ahead.of(
            () -> {
              done.countDown();
              return "there";
            });

    done.await();
    assertThat(value.get()).isEqualTo("there");
  }

  @Test
  void itIsWorkedOutOnce() {
    Ahead<Integer> value = Ahead.of(begun::incrementAndGet);

    assertThat(value.get()).isEqualTo(1);
    assertThat(value.get()).isEqualTo(1);
    assertThat(begun).hasValue(1);
  }

  @Test
  void itsFailureIsThrownToWhoeverNeedsIt() {
    IllegalStateException failure = new IllegalStateException("no token");
    Ahead<String> value =
        Ahead.of(
            () -> {
              throw failure;
            });

    assertThatThrownBy(value::get).isSameAs(failure);
    assertThatThrownBy(value::get).isSameAs(failure);
  }

  @Test
  void whatIsMadeOfItFailsAsItDoes() {
    IllegalStateException failure = new IllegalStateException("no token");
    Ahead<String> value =
        Ahead.<String>of(
                () -> {
                  throw failure;
                })
            .then(there -> there + begun.incrementAndGet());

    assertThatThrownBy(value::get).isSameAs(failure);
    assertThat(begun).hasValue(0);
  }

  @Test
  void anErrorStaysAnError() {
    Ahead<String> value =
        Ahead.of(
            () -> {
              throw new StackOverflowError("deep");
            });

    assertThatThrownBy(value::get).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void whatMustNotBeAskedInVainIsNotBegun() {
    Ahead<Integer> value = Ahead.whenNeeded(begun::incrementAndGet).then(number -> number + 1);

    // Whatever was begun before this one would be done by now.
    Ahead.of(() -> "later").get();
    assertThat(begun).hasValue(0);
    assertThat(value.get()).isEqualTo(2);
  }

  @Test
  void anInterruptionIsKeptForWhoeverLooksForIt() {
    CountDownLatch waits = new CountDownLatch(1);
    Thread waiting = Thread.currentThread();
    Ahead<String> value =
        Ahead.of(
            () -> {
              waiting.interrupt();
              waits.countDown();
              return "there";
            });

    assertThat(value.get()).isEqualTo("there");
    assertThat(Thread.interrupted()).isTrue();
  }
}
