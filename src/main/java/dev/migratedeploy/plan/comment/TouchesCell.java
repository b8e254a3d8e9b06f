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
 * pending: {@code orders, 212 GB in production, 1.1 GB in staging}.
 */
final class TouchesCell {
  private static final int MOST = 3;

  /** Letters of one name; the whole of it is in plan.json. */
  private static final int LONGEST_NAME = 80;

  private final List<EnvironmentState> parts;
  private final String script;

  TouchesCell(List<EnvironmentState> parts, String script) {
    this.parts = List.copyOf(parts);
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

  private String table(String name) {
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
