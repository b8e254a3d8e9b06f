package dev.migratedeploy.rehearsal.engine.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which object of an earlier snapshot is which of a later one: the one with the same key, however
 * it is called now; else the one with the same name, if nothing was lost with the old one.
 */
final class ObjectMatches {
  private final ObjectSnapshot before;
  private final ObjectSnapshot after;
  private final Map<String, SchemaObject> later = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  ObjectMatches(ObjectSnapshot before, ObjectSnapshot after) {
    this.before = before;
    this.after = after;
    byKey();
    byFile();
    byName();
  }

  Optional<SchemaObject> later(SchemaObject object) {
    return Optional.ofNullable(later.get(object.key()));
  }

  /** Whether an object of the later snapshot was there before. */
  boolean isOld(SchemaObject object) {
    return taken.contains(object.key());
  }

  private void match(SchemaObject old, SchemaObject now) {
    later.put(old.key(), now);
    taken.add(now.key());
  }

  private void byKey() {
    for (SchemaObject old : before.all()) {
      after
          .find(old.key())
          .filter(now -> now.type() == old.type())
          .ifPresent(now -> match(old, now));
    }
  }

  private void byFile() {
    Map<String, SchemaObject> files = new HashMap<>();
    for (SchemaObject now : after.all()) {
      if (!isOld(now)) {
        now.traits().file().ifPresent(file -> files.put(file, now));
      }
    }
    for (SchemaObject old : before.all()) {
      if (!later.containsKey(old.key())) {
        old.traits()
            .file()
            .flatMap(file -> Optional.ofNullable(files.remove(file)))
            .ifPresent(now -> match(old, now));
      }
    }
  }

  /** From the whole to its parts: a part can only be the same if the whole is. */
  private void byName() {
    Map<String, SchemaObject> open = new LinkedHashMap<>();
    for (SchemaObject old : before.all()) {
      if (!later.containsKey(old.key())) {
        open.put(old.key(), old);
      }
    }
    if (open.isEmpty()) {
      return;
    }
    Map<NameAndParent, SchemaObject> fresh = new HashMap<>();
    for (SchemaObject now : after.all()) {
      if (!isOld(now)) {
        fresh.put(NameAndParent.of(now, now.parent()), now);
      }
    }
    for (SchemaObject old : open.values()) {
      findByName(old, open, fresh);
    }
  }

  private void findByName(
      SchemaObject old, Map<String, SchemaObject> open, Map<NameAndParent, SchemaObject> fresh) {
    if (later.containsKey(old.key())) {
      return;
    }
    Optional<String> parent = old.parent();
    if (parent.isPresent()) {
      SchemaObject whole = open.get(parent.get());
      if (whole != null) {
        findByName(whole, open, fresh);
      }
      SchemaObject wholeNow = later.get(parent.get());
      boolean sameWhole = wholeNow != null && wholeNow.key().equals(parent.get());
      if (wholeNow == null || (sameWhole && old.hasData())) {
        return;
      }
      parent = Optional.of(wholeNow.key());
    } else if (old.hasData()) {
      return;
    }
    SchemaObject now = fresh.remove(NameAndParent.of(old, parent));
    if (now != null) {
      match(old, now);
    }
  }

  private record NameAndParent(Object type, String name, Optional<String> parent) {
    static NameAndParent of(SchemaObject object, Optional<String> parent) {
      return new NameAndParent(object.type(), object.name(), parent);
    }
  }
}
