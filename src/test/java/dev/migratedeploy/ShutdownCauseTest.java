package dev.migratedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShutdownCauseTest {
  private static final StackTraceElement[] IN_SHUTDOWN = {
    new StackTraceElement("java.lang.Shutdown", "exit", "Shutdown.java", 173)
  };

  @Test
  void onlyASignalIsOne() {
    assertThat(ShutdownCause.of(Map.of(new Thread("SIGTERM handler"), IN_SHUTDOWN)))
        .isEqualTo(ShutdownCause.SIGNAL);
    assertThat(ShutdownCause.of(Map.of(new Thread("SIGINT handler"), IN_SHUTDOWN)))
        .isEqualTo(ShutdownCause.SIGNAL);
    assertThat(ShutdownCause.of(Map.of(new Thread("main"), IN_SHUTDOWN)))
        .isEqualTo(ShutdownCause.FROM_INSIDE);
    assertThat(ShutdownCause.of(Map.of(new Thread("SIGTERM handler"), new StackTraceElement[0])))
        .isEqualTo(ShutdownCause.FROM_INSIDE);
    assertThat(ShutdownCause.of(Map.of())).isEqualTo(ShutdownCause.FROM_INSIDE);
  }
}
