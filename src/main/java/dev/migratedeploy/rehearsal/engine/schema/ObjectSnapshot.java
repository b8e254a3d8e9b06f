package dev.migratedeploy.rehearsal.engine.schema;

import dev.migratedeploy.rehearsal.result.SchemaChange;
import dev.migratedeploy.rehearsal.result.SchemaChange.ObjectType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of a schema at one moment, by their keys. */
final class ObjectSnapshot implements SchemaSnapshot {
  private final Map<String, SchemaObject> objects;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, List<SchemaObject>> parts = new HashMap<>();

  private ObjectSnapshot(Map<String, SchemaObject> objects) {
    this.objects = objects;
  }

  /** Those whose parent is not among them, or left out itself, are left out. */
  static ObjectSnapshot of(Collection<SchemaObject> all) {
    Map<String, SchemaObject> known = new HashMap<>(all.size() * 2);
    all.forEach(object -> known.put(object.key(), object));
    Map<String, SchemaObject> kept = new LinkedHashMap<>(all.size() * 2);
    for (SchemaObject object : all) {
      if (hasAllParents(object, known)) {
        kept.put(object.key(), object);
      }
    }
    return new ObjectSnapshot(kept);
  }

  private static boolean hasAllParents(SchemaObject object, Map<String, SchemaObject> known) {
    SchemaObject each = object;
    while (each != null && each.parent().isPresent()) {
      each = known.get(each.parent().get());
    }
    return each != null;
  }

  Collection<SchemaObject> all() {
    return objects.values();
  }

  Optional<SchemaObject> find(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  Optional<SchemaObject> parentOf(SchemaObject object) {
    return object.parent().flatMap(this::find);
  }

  /** What belongs to it, in the catalog's order. */
  List<SchemaObject> partsOf(SchemaObject object) {
    if (parts.isEmpty()) {
      for (SchemaObject each : objects.values()) {
        each.parent()
            .ifPresent(key -> parts.computeIfAbsent(key, whole -> new ArrayList<>()).add(each));
      }
    }
    return parts.getOrDefault(object.key(), List.of());
  }

  /** The name that people know it by, with its parent's as it is now. */
  String nameOf(SchemaObject object) {
    String known = names.get(object.key());
    if (known == null) {
      known = parentOf(object).map(parent -> nameIn(parent, object)).orElse(object.name());
      names.put(object.key(), known);
    }
    return known;
  }

  private String nameIn(SchemaObject parent, SchemaObject object) {
    String whole = nameOf(parent);
    return switch (object.type()) {
      case COLUMN -> whole + "." + object.name();
      case COMMENT -> "on " + word(parent) + whole;
      case GRANT -> "on " + word(parent) + whole + " to " + object.name();
      case SEQUENCE -> object.name();
      default -> object.name() + " on " + whole;
    };
  }

  private static String word(SchemaObject object) {
    return object.type() == ObjectType.OTHER ? "" : object.type().word() + " ";
  }

  @Override
  public List<SchemaChange> changesTo(SchemaSnapshot after) {
    return after == this ? List.of() : new SchemaDifference(this, (ObjectSnapshot) after).changes();
  }
}
