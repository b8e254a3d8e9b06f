package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.flyway.observer.LockWait;
import dev.migratedeploy.flyway.observer.ObserverEvent.Blocked;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One wait of a statement for a lock, and who was seen to hold it last. */
record LockWaitJson(
    int statement,
    @Nullable Integer line,
    @Nullable String table,
    @Nullable String mode,
    long waitedMs,
    int behind,
    List<SessionJson> by) {
  static LockWaitJson of(LockWait wait) {
    Blocked last = wait.last();
    return new LockWaitJson(
        last.at().number(),
        orNull(last.at().line()),
        orNull(last.table()),
        orNull(last.mode()),
        wait.time().toMillis(),
        last.behind(),
        last.by().stream().map(SessionJson::of).toList());
  }
}
