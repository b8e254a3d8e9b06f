package dev.migratedeploy.flyway.scripts;

import java.util.List;

/** The points of its work at which Flyway 12 or 13 runs a script that bears their name. */
final class CallbackEvents {
  static final List<String> NAMES =
      List.of(
          "beforeClean",
          "afterClean",
          "afterCleanError",
          "beforeMigrate",
          "beforeEachMigrate",
          "beforeEachMigrateStatement",
          "afterEachMigrateStatement",
          "afterEachMigrateStatementError",
          "afterEachMigrate",
          "afterEachMigrateError",
          "beforeRepeatables",
          "afterVersioned",
          "afterMigrateApplied",
          "afterMigrate",
          "afterMigrateError",
          "beforeUndo",
          "beforeEachUndo",
          "beforeEachUndoStatement",
          "afterEachUndoStatement",
          "afterEachUndoStatementError",
          "afterEachUndo",
          "afterEachUndoError",
          "afterUndo",
          "afterUndoError",
          "beforeValidate",
          "afterValidate",
          "afterValidateError",
          "beforeBaseline",
          "afterBaseline",
          "afterBaselineError",
          "beforeRepair",
          "afterRepair",
          "afterRepairError",
          "beforeInfo",
          "afterInfo",
          "afterInfoError",
          "afterMigrateOperationFinish",
          "afterInfoOperationFinish",
          "afterCleanOperationFinish",
          "afterValidateOperationFinish",
          "afterUndoOperationFinish",
          "afterRepairOperationFinish",
          "afterBaselineOperationFinish",
          "afterReportGenerated",
          "createSchema",
          "beforeCreateSchema",
          "beforeConnect",
          "afterConnect");

  private CallbackEvents() {}
}
