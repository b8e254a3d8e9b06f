package dev.migratedeploy.rehearsal.engine.schema;

import dev.migratedeploy.rehearsal.result.SchemaChange;
import dev.migratedeploy.rehearsal.result.SchemaChange.Kind;
import dev.migratedeploy.rehearsal.result.SchemaChange.ObjectType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What differs between two snapshots, with what says the same again folded into one line. */
final class SchemaDifference {
  private final ObjectSnapshot before;
  private final ObjectSnapshot after;
  private final ObjectMatches matches;
  private final List<ObjectChange> found = new ArrayList<>();

  SchemaDifference(ObjectSnapshot before, ObjectSnapshot after) {
    this.before = before;
    this.after = after;
    this.matches = new ObjectMatches(before, after);
  }

  /**
   * A change, and whose.
   *
   * @param snapshot the one that the object is of: the later one, if it is in there
   */
  private record ObjectChange(SchemaObject object, ObjectSnapshot snapshot, SchemaChange change) {
    boolean isSameAs(ObjectChange other) {
      return change.kind() == other.change.kind()
          && change.before().equals(other.change.before())
          && change.after().equals(other.change.after());
    }

    boolean is(Kind kind) {
      return change.kind() == kind;
    }
  }

  List<SchemaChange> changes() {
    for (SchemaObject old : before.all()) {
      matches.later(old).ifPresentOrElse(now -> compare(old, now), () -> dropped(old));
    }
    for (SchemaObject now : after.all()) {
      if (!matches.isOld(now)) {
        added(now);
      }
    }
    return told();
  }

  private void compare(SchemaObject old, SchemaObject now) {
    if (old.equals(now)) {
      return;
    }
    if (!old.name().equals(now.name())) {
      add(now, after, Kind.RENAMED, before.nameOf(old), after.nameOf(now));
    }
    if (!old.looksLike(now)) {
      boolean onlyTheBody = old.definition().equals(now.definition());
      add(
          now,
          after,
          Kind.CHANGED,
          onlyTheBody ? "" : old.definition(),
          onlyTheBody ? bodyOf(now) : now.definition());
    }
  }

  private static String bodyOf(SchemaObject object) {
    return object.type() == ObjectType.OTHER ? "" : "body";
  }

  private void dropped(SchemaObject old) {
    String implied = old.traits().implied();
    if (implied.isEmpty() || before.parentOf(old).filter(this::isGone).isPresent()) {
      add(old, before, Kind.DROPPED, TableText.of(old, before), "");
    } else {
      add(old, before, Kind.CHANGED, old.definition(), implied);
    }
  }

  private boolean isGone(SchemaObject old) {
    return matches.later(old).isEmpty();
  }

  private void added(SchemaObject now) {
    String implied = now.traits().implied();
    if (implied.isEmpty()) {
      add(now, after, Kind.ADDED, "", TableText.of(now, after));
    } else {
      add(now, after, Kind.CHANGED, implied, now.definition());
    }
  }

  private void add(
      SchemaObject object, ObjectSnapshot snapshot, Kind kind, String from, String to) {
    SchemaChange change =
        new SchemaChange(kind, object.type(), snapshot.nameOf(object), text(from), text(to));
    found.add(new ObjectChange(object, snapshot, change));
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private List<SchemaChange> told() {
    Map<String, List<ObjectChange>> byKey = new HashMap<>();
    for (ObjectChange each : found) {
      byKey.computeIfAbsent(each.object().key(), key -> new ArrayList<>()).add(each);
    }
    return found.stream()
        .filter(each -> !isFolded(each, byKey))
        .sorted(READING_ORDER)
        .map(ObjectChange::change)
        .toList();
  }

  private boolean isFolded(ObjectChange each, Map<String, List<ObjectChange>> byKey) {
    Optional<SchemaObject> parent = each.snapshot().parentOf(each.object());
    if (parent.isPresent()
        && byKey.getOrDefault(parent.get().key(), List.of()).stream()
            .anyMatch(whole -> tells(whole, each))) {
      return true;
    }
    return each.object().traits().inheritedFrom().stream()
        .flatMap(source -> byKey.getOrDefault(source, List.of()).stream())
        .anyMatch(each::isSameAs);
  }

  /** Whether the change of the whole says or implies the change of its part. */
  private static boolean tells(ObjectChange whole, ObjectChange part) {
    ObjectType type = part.object().type();
    return switch (whole.object().type()) {
      case VIEW, MATERIALIZED_VIEW -> type == ObjectType.COLUMN || sameEnd(whole, part);
      case COLUMN ->
          (type == ObjectType.SEQUENCE && !part.is(Kind.CHANGED)) || sameEnd(whole, part);
      default -> sameEnd(whole, part);
    };
  }

  private static boolean sameEnd(ObjectChange whole, ObjectChange part) {
    return (part.is(Kind.DROPPED) && whole.is(Kind.DROPPED))
        || (part.is(Kind.ADDED)
            && whole.is(Kind.ADDED)
            && FOLDED_INTO_THE_NEW.contains(part.object().type()));
  }

  private static final Set<ObjectType> FOLDED_INTO_THE_NEW =
      EnumSet.of(ObjectType.COLUMN, ObjectType.CONSTRAINT, ObjectType.SEQUENCE, ObjectType.COMMENT);

  /** What belongs to a table stands below it; what was dropped before what took its place. */
  private static final Comparator<ObjectChange> READING_ORDER =
      Comparator.comparing((ObjectChange each) -> root(each).type())
          .thenComparing(each -> each.snapshot().nameOf(root(each)))
          .thenComparing(each -> each.object().parent().isPresent())
          .thenComparing(each -> each.object().type())
          .thenComparing(each -> each.change().name())
          .thenComparing(each -> each.is(Kind.DROPPED) ? 0 : 1)
          .thenComparing(each -> each.is(Kind.RENAMED) ? 0 : 1);

  private static SchemaObject root(ObjectChange each) {
    SchemaObject root = each.object();
    Optional<SchemaObject> parent = each.snapshot().parentOf(root);
    while (parent.isPresent()) {
      root = parent.get();
      parent = each.snapshot().parentOf(root);
    }
    return root;
  }
}
