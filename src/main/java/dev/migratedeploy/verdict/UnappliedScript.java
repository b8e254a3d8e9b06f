package dev.migratedeploy.verdict;

import java.util.Optional;

/**
 * A script that was due and that a successful run left out of the database.
 *
 * @param path below the scripts folder
 */
public record UnappliedScript(String path, Reason reason) {

  /** Why Flyway left it out. */
  public enum Reason {
    /** Its version is not above the schema's baseline: Flyway takes it for done. */
    BELOW_BASELINE("below-baseline"),
    /** Its version is above the option {@code target}. */
    ABOVE_TARGET("above-target"),
    /** The option {@code cherryPick} does not name it. */
    NOT_CHERRY_PICKED("not-cherry-picked"),
    /** {@code skipExecutingMigrations} writes the history without running the script. */
    SKIPPED("skipped"),
    /** A pattern, or the script's own configuration file, tells Flyway to ignore it. */
    IGNORED("ignored"),
    /** Flyway did not see it in its locations. */
    NOT_FOUND("not-found"),
    /** Flyway calls it pending after the run. */
    PENDING("pending");

    private final String key;

    Reason(String key) {
      this.key = key;
    }

    /** What Flyway's table says of a script that {@code migrate} passes over, now and later. */
    public static Optional<Reason> ofState(String state) {
      return switch (state) {
        case "Below Baseline", "Ignored (Baseline)" -> Optional.of(BELOW_BASELINE);
        case "Above Target" -> Optional.of(ABOVE_TARGET);
        case "Ignored" -> Optional.of(IGNORED);
        default -> Optional.empty();
      };
    }

    /** Its name in {@code result.json} and, for those that can be allowed, in {@code allow}. */
    public String key() {
      return key;
    }
  }
}
