package dev.migratedeploy.plan.state;

import dev.migratedeploy.support.DataSize;
import java.util.Optional;

/**
 * A table that a pending script touches, and what the database says of it.
 *
 * @param name as the script writes it
 * @param bytes with its indexes; absent if nobody has told it
 * @param rows the database's own estimate
 * @param kind in the database's words, such as {@code table} or {@code view}; {@link #MISSING} if
 *     there is none of that name
 */
public record TouchedTable(
    String name, Optional<Long> bytes, Optional<Long> rows, Optional<String> kind) {
  public static final String MISSING = "missing";

  private static final String VIEW = "view";
  private static final String PARTITIONED = "partitioned table";

  /** One of which only the name is known. */
  public static TouchedTable named(String name) {
    return new TouchedTable(name, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** One that the database does not know. */
  public static TouchedTable missing(String name) {
    return new TouchedTable(name, Optional.empty(), Optional.empty(), Optional.of(MISSING));
  }

  public boolean isMissing() {
    return is(MISSING);
  }

  /** Such as {@code orders 212 GB, about 1.2 billion rows}. */
  public String words() {
    if (isMissing()) {
      return name + " (not in the database)";
    }
    return is(VIEW)
        ? name + " (view)"
        : name
            + bytes.map(size -> " " + DataSize.words(size)).orElse("")
            + (is(PARTITIONED) && bytes.isPresent() ? " in its partitions" : "")
            + rows.filter(count -> count >= 0)
                .map(count -> (bytes.isPresent() ? ", " : " ") + DataSize.rows(count))
                .orElse("");
  }

  private boolean is(String word) {
    return kind.filter(word::equals).isPresent();
  }
}
