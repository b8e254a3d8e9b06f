package dev.migratedeploy.observer;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a statement waits for. */
final class Blockage {
  final @Nullable String table;
  final @Nullable String mode;

  /** Null where the database does not tell it. */
  final @Nullable Long waitedMillis;

  /** The sessions that hold the lock, or wait for it before this one. */
  final Set<Long> pids;

  final JsonList by;

  /** How many sessions wait for this one. */
  final @Nullable Long behind;

  Blockage(
      @Nullable String table,
      @Nullable String mode,
      @Nullable Long waitedMillis,
      Set<Long> pids,
      JsonList by,
      @Nullable Long behind) {
    this.table = table;
    this.mode = mode;
    this.waitedMillis = waitedMillis;
    this.pids = pids;
    this.by = by;
    this.behind = behind;
  }
}
