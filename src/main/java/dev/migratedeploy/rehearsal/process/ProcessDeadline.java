package dev.migratedeploy.rehearsal.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends a process that does not end by itself. */
final class ProcessDeadline {
  private ProcessDeadline() {}

  static void of(Process process, Duration limit) {
    Thread watch =
        new Thread(
            () -> {
              try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                  process.destroyForcibly();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "engine's deadline");
    watch.setDaemon(true);
    watch.start();
  }
}
