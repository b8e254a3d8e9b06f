package dev.migratedeploy.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrefetchTest {
  private final AtomicInteger begun = new AtomicInteger();

  @Test
  void itIsWorkedOutWhileNobodyWaits() throws Exception {
    CountDownLatch done = new CountDownLatch(1);

    Prefetch<String> value =
        Prefetch.of(
            () -> {
              done.countDown();
              return "there";
            });

    done.await();
    assertThat(value.get()).isEqualTo("there");
  }

  @Test
  void itIsWorkedOutOnce() {
    Prefetch<Integer> value = Prefetch.of(begun::incrementAndGet);

    assertThat(value.get()).isEqualTo(1);
    assertThat(value.get()).isEqualTo(1);
    assertThat(begun).hasValue(1);
  }

  @Test
  void itsFailureIsThrownToWhoeverNeedsIt() {
    IllegalStateException failure = new IllegalStateException("no token");
    Prefetch<String> value =
        Prefetch.of(
            () -> {
              throw failure;
            });

    assertThatThrownBy(value::get).isSameAs(failure);
    assertThatThrownBy(value::get).isSameAs(failure);
  }

  @Test
  void whatIsMadeOfItFailsAsItDoes() {
    IllegalStateException failure = new IllegalStateException("no token");
    Prefetch<String> value =
        Prefetch.<String>of(
                () -> {
                  throw failure;
                })
            .then(there -> there + begun.incrementAndGet());

    assertThatThrownBy(value::get).isSameAs(failure);
    assertThat(begun).hasValue(0);
  }

  @Test
  void anErrorStaysAnError() {
    Prefetch<String> value =
        Prefetch.of(
            () -> {
              throw new StackOverflowError("deep");
            });

    assertThatThrownBy(value::get).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void whatMustNotBeAskedInVainIsNotBegun() {
    Prefetch<Integer> value =
        Prefetch.whenNeeded(begun::incrementAndGet).then(number -> number + 1);

    // Whatever was begun before this one would be done by now.
    Prefetch.of(() -> "later").get();
    assertThat(begun).hasValue(0);
    assertThat(value.get()).isEqualTo(2);
  }

  @Test
  void anInterruptionIsKeptForWhoeverLooksForIt() {
    CountDownLatch waits = new CountDownLatch(1);
    Thread waiting = Thread.currentThread();
    Prefetch<String> value =
        Prefetch.of(
            () -> {
              waiting.interrupt();
              waits.countDown();
              return "there";
            });

    assertThat(value.get()).isEqualTo("there");
    assertThat(Thread.interrupted()).isTrue();
  }
}
