package dev.migratedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.cli.RunEnd;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.support.VirtualTicker;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class StageDeadlineTest {
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration LATE = Duration.ofHours(1);
  private static final int NOT_STARTED = 3;

  private final Cancellation cancellation = new Cancellation(new VirtualTicker());
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  @Test
  void aStageThatHangsBeforeATaskIsNotStartedAndStartsNoneAnyMore() {
    deadline(new PrintStream(printed, true, StandardCharsets.UTF_8))
        .within(SOON, "executor prepare");

    assertThat(exit.join()).isEqualTo(NOT_STARTED);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("NOT STARTED", "executor prepare was not over within", "a retry is safe");
    assertThat(cancellation.closeBeforeStart()).isTrue();
  }

  /** A full pipe takes no verdict, and must not keep the process. */
  @Test
  void anOutputThatNobodyReadsDoesNotHoldUpTheEnd() {
    CountDownLatch never = new CountDownLatch(1);
    deadline(new PrintStream(new FullPipe(never), true, StandardCharsets.UTF_8))
        .within(SOON, "executor cleanup");

    assertThat(exit.join()).isEqualTo(NOT_STARTED);
    never.countDown();
  }

  @Test
  void theLastTimeThatWasSaidCounts() {
    StageDeadline deadline = deadline(new PrintStream(printed, true, StandardCharsets.UTF_8));
    deadline.within(LATE, "executor run");
    deadline.within(SOON, "executor run, its last part");

    assertThat(exit.join()).isEqualTo(NOT_STARTED);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("its last part");
  }

  private StageDeadline deadline(PrintStream out) {
    return new StageDeadline(
        new RunEnd(cancellation, out), cancellation, exit::complete, Duration.ofMillis(200));
  }

  /** Takes nothing until it is let go. */
  private static final class FullPipe extends OutputStream {
    private final CountDownLatch never;

    FullPipe(CountDownLatch never) {
      this.never = never;
    }

    @Override
    public void write(int letter) {
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
