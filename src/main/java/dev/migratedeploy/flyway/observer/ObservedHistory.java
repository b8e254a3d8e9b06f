package dev.migratedeploy.flyway.observer;

import java.util.List;
import java.util.Optional;

/**
 * Flyway's schema history after {@code migrate}, every row of it.
 *
 * @param table its name, with its schema
 * @param rows in the order of their ranks
 */
public record ObservedHistory(Optional<String> table, List<HistoryRow> rows) {
  public ObservedHistory {
    rows = List.copyOf(rows);
  }
}
