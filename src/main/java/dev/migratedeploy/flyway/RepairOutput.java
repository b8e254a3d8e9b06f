package dev.migratedeploy.flyway;

import java.util.List;

/**
 * What {@code flyway repair} said.
 *
 * @param realigned the migrations whose checksum, description or type is now that of this commit's
 *     script
 * @param deleted the migrations without a script that are now marked as deleted
 * @param finished whether Flyway said that it has done what it had to
 * @param removedFailed whether failed migrations were taken out of the schema history
 * @param tableMissing whether Flyway has never run in this database
 */
public record RepairOutput(
    List<String> realigned,
    List<String> deleted,
    boolean finished,
    boolean removedFailed,
    boolean tableMissing) {
  public RepairOutput {
    realigned = List.copyOf(realigned);
    deleted = List.copyOf(deleted);
  }
}
