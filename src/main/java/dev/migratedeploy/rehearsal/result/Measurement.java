package dev.migratedeploy.rehearsal.result;

import java.util.List;

/**
 * What a script did to the tables that were there before it, as the database itself tells it.
 *
 * @param told whether the database can tell locks, rewrites and scans at all
 * @param locks the strongest one on each table, the strongest first
 * @param effects in the order of the statements
 */
public record Measurement(boolean told, List<HeldLock> locks, List<TableEffect> effects) {
  /** Of a database that tells nothing of the kind. */
  public static final Measurement NONE = new Measurement(false, List.of(), List.of());

  public Measurement {
    locks = List.copyOf(locks);
    effects = List.copyOf(effects);
  }
}
