package dev.migratedeploy.settings;

import java.util.List;

/**
 * How careful an environment is.
 *
 * @param on whether its settings say {@code protected: true}
 * @param allowed the risks that its settings allow by name all the same
 */
public record Protection(boolean on, List<String> allowed) {
  /** Capacity that AWS may take away in the middle of a migration. */
  public static final String SPOT = "spot";

  /** A log driver that drops lines when they come faster than it can send them. */
  public static final String LOSSY_LOG = "lossy-log";

  public Protection {
    allowed = List.copyOf(allowed);
  }

  public static Protection none() {
    return new Protection(false, List.of());
  }

  public boolean forbids(String risk) {
    return on && !allowed.contains(risk);
  }
}
