package dev.migratedeploy.rehearsal.result;

import java.util.List;

/**
 * What a script did.
 *
 * @param outsideTransaction the statements because of which Flyway ran it without a transaction
 * @param changes of the schema, in the order of their names
 */
public record ScriptEffects(
    List<ScriptStatement> outsideTransaction, Measurement measured, List<SchemaChange> changes) {
  /** Of a script that did not run. */
  public static final ScriptEffects NONE =
      new ScriptEffects(List.of(), Measurement.NONE, List.of());

  public ScriptEffects {
    outsideTransaction = List.copyOf(outsideTransaction);
    changes = List.copyOf(changes);
  }
}
