package dev.migratedeploy.aws.causes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table of causes: the first row whose signs a text has is the cause, so the most specific rows
 * come first.
 *
 * @param rows in that order
 */
public record Causes(List<Cause> rows) {
  public Causes {
    rows = List.copyOf(rows);
  }

  public static Causes of(Cause... rows) {
    return new Causes(List.of(rows));
  }

  /** Several tables as one; those before come first. */
  public static Causes join(Causes... tables) {
    return new Causes(Stream.of(tables).flatMap(table -> table.rows().stream()).toList());
  }

  /** The cause that a text shows; empty if no row knows it. */
  public Optional<Cause> find(String text) {
    String wording = CauseText.of(text);
    return rows.stream().filter(row -> row.fits(wording)).findFirst();
  }
}
