package dev.migratedeploy.findings;

import java.util.Optional;

/**
 * How a finding depends on the size of the table that its statement is about.
 *
 * @param effect what the size may do to it
 * @param why what the size has done, or would do, such as {@code orders has 212 GB}; absent while
 *     nothing is known
 */
public record SizeWeight(Effect effect, Optional<String> why) {
  /** What the size of a table may change. */
  public enum Effect {
    /** Nothing: it is as true of an empty table, or its severity was set by the user. */
    NONE,
    /** More on a large table: what it does to all the rows takes long there. */
    RAISED,
    /** Also less on a small one: a lock, a scan or a rewrite, which nobody notices there. */
    RAISED_OR_LOWERED
  }

  public static final SizeWeight NONE = of(Effect.NONE);

  /** Of a table whose size is not known yet. */
  public static SizeWeight of(Effect effect) {
    return new SizeWeight(effect, Optional.empty());
  }
}
