package dev.migratedeploy;

import java.util.Arrays;
import java.util.Map;

/** Why Java's shutdown hooks run. */
enum ShutdownCause {
  /** SIGTERM, SIGINT or SIGHUP: somebody outside wants the process to end. */
  SIGNAL,
  /** System.exit somewhere, or the end of the last thread. */
  FROM_INSIDE;

  private static final String SHUTDOWN = "java.lang.Shutdown";

  /** That of a shutdown that is under way. */
  static ShutdownCause now() {
    return of(Thread.getAllStackTraces());
  }

  /** Java handles a signal on a thread that is named after it, such as "SIGTERM handler". */
  static ShutdownCause of(Map<Thread, StackTraceElement[]> threads) {
    return threads.entrySet().stream()
            .filter(thread -> thread.getKey().getName().matches("SIG[A-Z0-9]+ handler"))
            .flatMap(thread -> Arrays.stream(thread.getValue()))
            .anyMatch(frame -> frame.getClassName().equals(SHUTDOWN))
        ? SIGNAL
        : FROM_INSIDE;
  }
}
