package dev.migratedeploy.rehearsal.engine.schema;

import dev.migratedeploy.rehearsal.result.SchemaChange;
import java.util.List;

/** A schema at one moment. */
public interface SchemaSnapshot {
  /** What is different in a later one, in the order of the names. */
  List<SchemaChange> changesTo(SchemaSnapshot after);
}
