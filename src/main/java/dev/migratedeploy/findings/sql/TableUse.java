package dev.migratedeploy.findings.sql;

/**
 * A table that a statement touches.
 *
 * @param table with its schema if that is written, and in quotes only if it needs them
 */
public record TableUse(String table, Kind kind) {
  /** What a statement does with it, the strongest first. */
  public enum Kind {
    DROP,
    /** Its definition, or a lock on all of it. */
    ALTER,
    INDEX,
    /** Its rows. */
    WRITE,
    /** A foreign key leads to it, or a right on it is granted. */
    REFERENCE,
    READ;

    /** Whether the statement is about this table, and does not only look at it. */
    public boolean isTarget() {
      return compareTo(REFERENCE) < 0;
    }
  }
}
