package dev.migratedeploy.report;

import dev.migratedeploy.flyway.observer.LockTries;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptBegun;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.util.Optional;

/** How long a script waits for a lock in all, in words. */
final class LockPatience {
  private LockPatience() {}

  /**
   * Such as {@code up to 10 tries of 5 s, with pauses of 10 s to 1 min between them: 7 min 20 s at
   * most, …}.
   *
   * @param locks absent if nothing is tried again
   */
  static String of(ScriptBegun script, Optional<LockTries> locks) {
    Optional<Duration> limit = script.lockTimeout().limit();
    if (limit.isEmpty()) {
      return script.inTransaction()
          ? "it waits without a limit: no lock timeout is set"
          : "it waits without a limit: a script outside of a transaction gets no lock timeout";
    }
    String each = HumanReadable.limit(limit.get());
    if (locks.isEmpty()) {
      return "it waits " + each + " at most";
    }
    if (locks.get().most() == 1) {
      return "it waits " + each + " at most, and is not tried again (locks: tries)";
    }
    LockTries tries = new LockTries(limit.get(), locks.get().most(), locks.get().pause());
    return "up to "
        + tries.most()
        + " tries of "
        + each
        + pauses(tries)
        + ": "
        + HumanReadable.limit(tries.longest())
        + " at most, and a start of Flyway for each further try";
  }

  private static String pauses(LockTries tries) {
    Duration first = tries.pauseAfter(1);
    Duration last = tries.pauseAfter(tries.most() - 1);
    if (last.isZero()) {
      return "";
    }
    return first.equals(last)
        ? ", with a pause of " + HumanReadable.limit(first) + " between them"
        : ", with pauses of "
            + HumanReadable.limit(first)
            + " to "
            + HumanReadable.limit(last)
            + " between them";
  }
}
