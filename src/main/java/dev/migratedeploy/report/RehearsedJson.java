package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.rehearsal.result.HeldLock;
import dev.migratedeploy.rehearsal.result.Measurement;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.SchemaChange;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import dev.migratedeploy.rehearsal.result.TableEffect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsed script.
 *
 * @param path below the scripts folder
 * @param durationMs null if it was not tried
 * @param measured whether the database can tell locks, rewrites and scans
 */
record RehearsedJson(
    String path,
    @Nullable String version,
    String outcome,
    @Nullable Long durationMs,
    RehearsalJson.@Nullable Failure failure,
    boolean measured,
    Effects effects) {
  /** What it did. */
  record Effects(
      List<Statement> outsideTransaction,
      List<Lock> locks,
      List<PageTable> tables,
      List<Change> changes) {}

  /** A statement of it. */
  record Statement(@Nullable Integer line, String statement) {
    static Statement of(ScriptStatement statement) {
      return new Statement(
          statement.line() == 0 ? null : (Integer) statement.line(), statement.text());
    }
  }

  /** The strongest lock on a table that was there before. */
  record Lock(
      String table,
      String mode,
      boolean blocksReads,
      boolean blocksWrites,
      long heldMs,
      Statement by) {
    static Lock of(HeldLock lock) {
      return new Lock(
          lock.table(),
          lock.mode(),
          lock.blocksReads(),
          lock.blocksWrites(),
          lock.held().toMillis(),
          Statement.of(lock.by()));
    }
  }

  /** What was done to a whole table. */
  record PageTable(String table, String effect, Statement by) {
    static PageTable of(TableEffect effect) {
      return new PageTable(effect.table(), JsonFile.word(effect.kind()), Statement.of(effect.by()));
    }
  }

  /** A difference of the schema. */
  record Change(
      String kind, String type, String name, @Nullable String before, @Nullable String after) {
    static Change of(SchemaChange change) {
      return new Change(
          JsonFile.word(change.kind()),
          JsonFile.word(change.type()),
          change.name(),
          orNull(change.before()),
          orNull(change.after()));
    }
  }

  static RehearsedJson of(RehearsedScript script) {
    Measurement measured = script.effects().measured();
    boolean tried = script.outcome() != RehearsedScript.Outcome.NOT_TRIED;
    return new RehearsedJson(
        script.path(),
        orNull(script.version()),
        JsonFile.word(script.outcome()),
        tried ? (Long) script.took().toMillis() : null,
        orNull(script.failure().map(RehearsalJson.Failure::of)),
        measured.told(),
        new Effects(
            script.effects().outsideTransaction().stream().map(Statement::of).toList(),
            measured.locks().stream().map(Lock::of).toList(),
            measured.effects().stream().map(PageTable::of).toList(),
            script.effects().changes().stream().map(Change::of).toList()));
  }
}
