package dev.migratedeploy.flyway;

import java.util.List;
import java.util.Optional;

/**
 * The table that {@code flyway info} printed.
 *
 * @param rows as Flyway sorts them: what is applied in the order it was, then what is not
 * @param isWhole whether exactly one table came, from its header to its lower border
 * @param schemaVersion the highest version in the database; absent if nothing was applied
 * @param historyMissing whether Flyway has never run in this database
 */
public record InfoTable(
    List<InfoRow> rows, boolean isWhole, Optional<String> schemaVersion, boolean historyMissing) {
  public InfoTable {
    rows = List.copyOf(rows);
  }
}
