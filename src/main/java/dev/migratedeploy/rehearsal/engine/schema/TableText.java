package dev.migratedeploy.rehearsal.engine.schema;

import dev.migratedeploy.rehearsal.result.SchemaChange.ObjectType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A table that was added or dropped as a whole, in one line with its columns and constraints. */
final class TableText {
  private TableText() {}

  /** For anything else its definition. */
  static String of(SchemaObject object, ObjectSnapshot snapshot) {
    if (object.type() != ObjectType.TABLE && object.type() != ObjectType.TYPE) {
      return object.definition();
    }
    List<String> columns = new ArrayList<>();
    List<String> constraints = new ArrayList<>();
    for (SchemaObject part : snapshot.partsOf(object)) {
      if (part.traits().inheritedFrom().isEmpty()) {
        if (part.type() == ObjectType.COLUMN) {
          columns.add(part.name() + " " + part.definition());
        } else if (part.type() == ObjectType.CONSTRAINT) {
          constraints.add(part.definition());
        }
      }
    }
    constraints.sort(Comparator.comparing(text -> !text.startsWith("PRIMARY KEY")));
    columns.addAll(constraints);
    String parts = columns.isEmpty() ? "" : "(" + String.join(", ", columns) + ")";
    return (object.type() == ObjectType.TABLE
            ? parts + " " + object.definition()
            : object.definition() + " " + parts)
        .strip();
  }
}
