package dev.migratedeploy.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final Deadline FAR = Deadline.in(Duration.ofMinutes(5));

  @Test
  void aCallThatDoesNotReturnIsLate() {
    CountDownLatch never = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                Deadline.in(Duration.ofMillis(1))
                    .call(
                        () -> {
                          never.await();
                          return "";
                        }))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("the answer was not there as a whole within 0 s");
  }

  @Test
  void whatACallReturnsOrThrowsIsItsResult() throws IOException {
    assertThat(FAR.<String>call(() -> "answer")).isEqualTo("answer");
    assertThatThrownBy(
            () ->
                FAR.call(
                    () -> {
                      throw new IOException("reset");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("reset");
    assertThatThrownBy(
            () ->
                FAR.call(
                    () -> {
                      throw new IllegalStateException("closed");
                    }))
        .isInstanceOf(IllegalStateException.class);
  }

  /** The signal that cancels a job interrupts; StopTask must still be called. */
  @Test
  void aCallOfAnInterruptedThreadIsMade() throws IOException {
    Thread.currentThread().interrupt();
    assertThat(FAR.<String>call(() -> "answer")).isEqualTo("answer");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aBodyThatGoesOnForEverBreaksOff() {
    assertThatThrownBy(() -> new BoundedAnswer(endless(), 1 << 20, FAR).text())
        .isInstanceOf(IOException.class)
        .hasMessage("an answer of more than 1 MiB");
  }

  /** With each byte a read timeout begins again; this one does not. */
  @Test
  void aBodyThatComesByteForByteIsLate() {
    Deadline over = Deadline.in(Duration.ZERO);
    assertThatThrownBy(() -> new BoundedAnswer(endless(), Long.MAX_VALUE, over).read())
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aBodyWithinTheBoundsIsReadWhole() throws IOException {
    byte[] bytes = "größe".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(new BoundedAnswer(new ByteArrayInputStream(bytes), bytes.length, FAR).text())
        .isEqualTo("größe");
  }

  private static InputStream endless() {
    return new InputStream() {
      @Override
      public int read() {
        return 'x';
      }
    };
  }
}
