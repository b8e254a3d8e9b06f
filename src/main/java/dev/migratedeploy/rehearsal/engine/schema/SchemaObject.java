package dev.migratedeploy.rehearsal.engine.schema;

import dev.migratedeploy.rehearsal.result.SchemaChange.ObjectType;
import java.util.Optional;

/**
 * An object of a schema, as the database's catalog tells it.
 *
 * @param key what the database knows it by, whatever its name; no two of a schema have the same
 * @param parent the key of the object that it belongs to, such as a column's table
 * @param name its own, without its parent's
 * @param definition what people read of it; empty if the name tells everything
 */
record SchemaObject(
    String key,
    Optional<String> parent,
    ObjectType type,
    String name,
    String definition,
    Traits traits) {

  /**
   * What an object is compared by, and is not part of its definition.
   *
   * @param body what is compared and is too long to tell, such as a function's
   * @param implied the definition that counts if the object is not there, such as the rights that
   *     everybody has on a new function; empty if that is nothing
   * @param inheritedFrom the key of the object that it was copied from, such as the column of the
   *     partitioned table for one of a partition's
   * @param file what the database keeps its rows by, if that stays when it is renamed and the key
   *     does not
   */
  record Traits(
      String body, String implied, Optional<String> inheritedFrom, Optional<String> file) {
    static final Traits NONE = new Traits("", "", Optional.empty(), Optional.empty());
  }

  /** Whether rows, or a sequence's value, are gone with it. */
  boolean hasData() {
    return type == ObjectType.TABLE || type == ObjectType.SEQUENCE || type == ObjectType.COLUMN;
  }

  /** Whether two are the same to somebody who reads them; not by name. */
  boolean looksLike(SchemaObject other) {
    return definition.equals(other.definition) && traits.body().equals(other.traits.body());
  }
}
