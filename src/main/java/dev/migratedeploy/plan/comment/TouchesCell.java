package dev.migratedeploy.plan.comment;

import dev.migratedeploy.plan.state.TouchedTable;
import dev.migratedeploy.support.DataSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables that a script touches, each with its size in every environment in which the script is
 * pending, and with what the rehearsal measured: {@code orders, 212 GB in production, 1.1 GB in
 * staging: rewritten, ACCESS EXCLUSIVE}.
 */
final class TouchesCell {
  private static final int MOST = 3;

  /** Letters of one name; the whole of it is in plan.json. */
  private static final int LONGEST_NAME = 80;

  private final List<EnvironmentState> parts;
  private final List<RehearsalState> rehearsals;
  private final String script;

  TouchesCell(CommentBody body, String script) {
    this.parts = body.parts();
    this.rehearsals = body.rehearsals();
    this.script = script;
  }

  /** Empty if no table is known. */
  String render() {
    Map<String, Long> largest = new LinkedHashMap<>();
    for (EnvironmentState part : parts) {
      for (TouchedTable table : of(part)) {
        largest.merge(table.name(), table.bytes().orElse(-1L), Math::max);
      }
    }
    addMeasured(largest);
    List<String> names =
        largest.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .map(Map.Entry::getKey)
            .toList();
    List<String> cells = new ArrayList<>();
    names.stream().limit(MOST).map(this::table).forEach(cells::add);
    if (names.size() > MOST) {
      cells.add("and " + (names.size() - MOST) + " more");
    }
    return String.join("; ", cells);
  }

  /** What blocks others comes before what has no size either. */
  private void addMeasured(Map<String, Long> largest) {
    for (MeasuredTable table : measured()) {
      List<String> known =
          largest.keySet().stream().filter(name -> same(name, table.table())).toList();
      long weight = table.words().isEmpty() ? -1L : 0L;
      if (known.isEmpty()) {
        largest.put(table.table(), weight);
      }
      known.forEach(name -> largest.merge(name, weight, Math::max));
    }
  }

  /** Of the same script in two environments the one that was rehearsed last. */
  private List<MeasuredTable> measured() {
    return rehearsals.stream()
        .flatMap(
            rehearsal ->
                rehearsal.row(script).filter(row -> !row.touches().isEmpty()).stream()
                    .map(row -> Map.entry(rehearsal.planned().pipeline(), row.touches())))
        .max(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .orElse(List.of());
  }

  private static boolean same(String one, String other) {
    return MeasuredTable.plain(one).equals(MeasuredTable.plain(other));
  }

  private String table(String name) {
    String sized = sized(name);
    return measured().stream()
        .filter(table -> same(table.table(), name) && !table.words().isEmpty())
        .findFirst()
        .map(table -> sized + ": " + Markdown.text(table.words()))
        .orElse(sized);
  }

  private String sized(String name) {
    List<String> sizes = new ArrayList<>();
    Set<String> different = new LinkedHashSet<>();
    int pending = 0;
    for (EnvironmentState part : parts) {
      pending += part.row(script).filter(row -> !row.applied()).isPresent() ? 1 : 0;
      Optional<String> size = size(part, name);
      size.ifPresent(
          words -> {
            different.add(words);
            sizes.add(words + " in " + Markdown.text(part.environment()));
          });
    }
    String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    boolean everywhere = different.size() == 1 && sizes.size() == pending;
    List<String> words = everywhere && !isOneOfMany() ? List.copyOf(different) : sizes;
    return Markdown.text(cut) + (words.isEmpty() ? "" : ", " + String.join(", ", words));
  }

  /** Pending in one of several environments only: of which the size is must be said. */
  private boolean isOneOfMany() {
    return parts.size() > 1 && parts.stream().filter(part -> !of(part).isEmpty()).count() == 1;
  }

  private Optional<String> size(EnvironmentState part, String name) {
    return of(part).stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .flatMap(
            table ->
                table.isMissing() ? Optional.of("not there") : table.bytes().map(DataSize::words));
  }

  private List<TouchedTable> of(EnvironmentState part) {
    return part.row(script).map(ScriptRow::touches).orElse(List.of());
  }
}
