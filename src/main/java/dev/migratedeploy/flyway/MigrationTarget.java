package dev.migratedeploy.flyway;

import java.util.Locale;

/**
 * Up to which version Flyway migrates.
 *
 * @param place where in the order of versions; {@link Place#VERSION} for a certain one
 * @param text as it is written, without {@code ?}
 * @param mayBeMissing whether Flyway goes on if there is no such version: it is written with {@code
 *     ?}
 */
public record MigrationTarget(Place place, String text, boolean mayBeMissing) {
  /** What a target can mean. */
  public enum Place {
    /** Every version that there is. */
    LATEST,
    /** No version above the one that the database has. */
    CURRENT,
    /** The first pending version only. */
    NEXT,
    /** No version above this one. */
    VERSION
  }

  static MigrationTarget of(String written) {
    boolean mayBeMissing = written.endsWith("?");
    String text = mayBeMissing ? written.substring(0, written.length() - 1) : written;
    return new MigrationTarget(place(text), text, mayBeMissing);
  }

  private static Place place(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "latest" -> Place.LATEST;
      case "current" -> Place.CURRENT;
      case "next" -> Place.NEXT;
      default -> Place.VERSION;
    };
  }
}
