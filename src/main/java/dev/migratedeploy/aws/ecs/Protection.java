package dev.migratedeploy.aws.ecs;

import java.util.List;

/**
 * How careful an environment is.
 *
 * @param on whether its settings say {@code protected: true}
 * @param allowed what its settings allow by name: risks, and scripts that are left out
 */
public record Protection(boolean on, List<String> allowed) {
  /** Capacity that AWS may take away in the middle of a migration. */
  public static final String SPOT = "spot";

  /** A log driver that drops lines when they come faster than it can send them. */
  public static final String LOSSY_LOG = "lossy-log";

  /** Scripts at or below the baseline of a schema, which Flyway never runs. */
  public static final String BELOW_BASELINE = "below-baseline";

  /** Scripts above Flyway's option {@code target}. */
  public static final String ABOVE_TARGET = "above-target";

  public Protection {
    allowed = List.copyOf(allowed);
  }

  public static Protection none() {
    return new Protection(false, List.of());
  }

  /** Whether the settings allow it by name, protected or not. */
  public boolean allows(String name) {
    return allowed.contains(name);
  }

  public boolean forbids(String risk) {
    return on && !allowed.contains(risk);
  }
}
