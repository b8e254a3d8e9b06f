package dev.migratedeploy.flyway;

/**
 * One thing that {@code flyway validate} complains about.
 *
 * @param subject the migration's version, or a repeatable one's description; the line itself where
 *     the kind is {@link Kind#OTHER}
 */
public record ValidationProblem(Kind kind, String subject) {
  /** What is wrong, going by Flyway's words. */
  public enum Kind {
    /** Not applied yet, which migrate will do: no problem at all for a deploy. */
    PENDING,
    /** Not applied, and below the highest version that is: migrate refuses. */
    OUT_OF_ORDER,
    /** Applied, and edited, renamed or of another type since: migrate refuses. */
    EDITED,
    /** Applied, and gone from the scripts: migrate refuses. */
    MISSING,
    /** Failed half-way, and left so: migrate refuses. */
    FAILED,
    /** The schema does not exist; migrate makes it, unless {@code createSchemas=false}. */
    NO_SCHEMA,
    /** Words that are not known here. */
    OTHER
  }

  /** Whether a migrate would fail for it. */
  public boolean blocks() {
    return switch (kind) {
      case OUT_OF_ORDER, EDITED, MISSING, FAILED -> true;
      case PENDING, NO_SCHEMA, OTHER -> false;
    };
  }
}
