package dev.migratedeploy.flyway.observer;

import java.util.Locale;
import java.util.Optional;

/**
 * A row of Flyway's schema history table.
 *
 * @param rank the order in which rows were written
 * @param version absent for repeatable scripts
 * @param script the path below the location
 * @param type Flyway's word, such as {@code SQL}, {@code BASELINE} or {@code DELETE}
 * @param checksum of the script as it was run
 * @param ofThisRun whether it was not there before this run
 */
public record HistoryRow(
    int rank,
    Optional<String> version,
    String script,
    String type,
    Optional<Integer> checksum,
    State state,
    boolean ofThisRun) {
  /** What became of it. */
  public enum State {
    APPLIED,
    /** Flyway's column success says no. */
    FAILED,
    /** {@code repair} has marked it as deleted. */
    DELETED,
    /** It was taken back by an undo script. */
    UNDONE,
    /** It stands for what was there before Flyway. */
    BASELINE,
    /** Flyway made the schema. */
    SCHEMA,
    OTHER;

    static State of(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "applied" -> APPLIED;
        case "failed" -> FAILED;
        case "deleted" -> DELETED;
        case "undone" -> UNDONE;
        case "baseline" -> BASELINE;
        case "schema" -> SCHEMA;
        default -> OTHER;
      };
    }
  }
}
