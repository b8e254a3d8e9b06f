package dev.migratedeploy.deploy.request;

import dev.migratedeploy.flyway.observer.HistoryMark;
import java.util.List;
import java.util.Optional;

/**
 * What a task is to tell beside its work, and what it is to find.
 *
 * @param due the scripts that a success must find in the database
 * @param tables the tables whose sizes are asked for, as the scripts name them
 * @param tellsHistory whether the observer is to tell what the schema history is
 * @param expected what the schema history must be for a change; absent: anything
 */
public record Inquiry(
    DueScripts due, List<String> tables, boolean tellsHistory, Optional<HistoryMark> expected) {
  public static final Inquiry NONE = new Inquiry(DueScripts.none(), List.of());

  private static final String TELL = "tell";

  public Inquiry {
    tables = List.copyOf(tables);
  }

  /** One that asks nothing of the schema history. */
  public Inquiry(DueScripts due, List<String> tables) {
    this(due, tables, false, Optional.empty());
  }

  Inquiry of(DueScripts others) {
    return new Inquiry(others, tables, tellsHistory, expected);
  }

  Inquiry of(List<String> others) {
    return new Inquiry(due, others, tellsHistory, expected);
  }

  Inquiry tellingHistory() {
    return new Inquiry(due, tables, true, expected);
  }

  Inquiry expecting(HistoryMark history) {
    return new Inquiry(due, tables, tellsHistory, Optional.of(history));
  }

  /** What the observer is told of it. */
  Optional<String> history() {
    return expected
        .map(HistoryMark::expected)
        .or(() -> tellsHistory ? Optional.of(TELL) : Optional.empty());
  }
}
