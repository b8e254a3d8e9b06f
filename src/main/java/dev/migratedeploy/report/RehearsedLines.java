package dev.migratedeploy.report;

import dev.migratedeploy.rehearsal.result.BaseState;
import dev.migratedeploy.rehearsal.result.HeldLock;
import dev.migratedeploy.rehearsal.result.RehearsalMessages;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.SchemaChange;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import dev.migratedeploy.rehearsal.result.TableEffect;
import dev.migratedeploy.support.Ellipsis;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a new script did on the rehearsal's database, in a few lines. All words are of others. */
final class RehearsedLines {
  private static final int MOST_PASSED_OVER = 5;
  private static final int MOST_LOCKS = 4;
  private static final int MOST_TABLES = 4;
  private static final int MOST_CHANGES = 10;
  private static final int LONGEST_STATEMENT = 60;
  private static final int LONGEST_TEXT = 200;

  private final RehearsedScript script;

  /** Statements whose text was shown: the second time their line is enough. */
  private final Set<ScriptStatement> shown = new HashSet<>();

  private RehearsedLines(RehearsedScript script) {
    this.script = script;
  }

  /** The scripts of the base state without which the new ones ran, and why. */
  static List<String> passedOver(BaseState base) {
    List<String> lines = new ArrayList<>();
    base.passedOver().stream()
        .limit(MOST_PASSED_OVER)
        .map(
            script ->
                "passed over: "
                    + script.path()
                    + ", "
                    + RehearsalMessages.failure(script.failure()))
        .forEach(line -> lines.add(visible(Ellipsis.cut(line, LONGEST_TEXT))));
    more(base.passedOver().size(), MOST_PASSED_OVER).ifPresent(lines::add);
    return lines;
  }

  /** What one script did; empty if nothing is worth a line. */
  static List<String> of(RehearsedScript script) {
    return new RehearsedLines(script).lines();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    add(lines, "locks", locks());
    Map<String, List<TableEffect>> effects = new LinkedHashMap<>();
    for (TableEffect effect : script.effects().measured().effects()) {
      effects.computeIfAbsent(label(effect.kind()), unused -> new ArrayList<>()).add(effect);
    }
    effects.forEach((label, all) -> add(lines, label, List.of(tables(all))));
    if (!script.effects().outsideTransaction().isEmpty()) {
      ScriptStatement first = script.effects().outsideTransaction().get(0);
      add(lines, "runs", List.of("without a transaction" + by(first)));
    }
    add(lines, "schema", changes());
    return lines;
  }

  /** A line for each that blocks somebody, and one for all that do not. */
  private List<String> locks() {
    List<HeldLock> all = script.effects().measured().locks();
    List<HeldLock> blocking = all.stream().filter(RehearsalMessages::blocksAnybody).toList();
    List<String> lines = new ArrayList<>();
    blocking.stream()
        .limit(MOST_LOCKS)
        .forEach(lock -> lines.add(RehearsalMessages.lock(lock) + by(lock.by())));
    more(blocking.size(), MOST_LOCKS).ifPresent(lines::add);
    Map<String, List<String>> others =
        all.stream()
            .filter(lock -> !RehearsalMessages.blocksAnybody(lock))
            .collect(
                Collectors.groupingBy(
                    HeldLock::mode,
                    LinkedHashMap::new,
                    Collectors.mapping(HeldLock::table, Collectors.toList())));
    others.forEach((mode, tables) -> lines.add(some(tables) + " " + mode));
    return lines;
  }

  private static String label(TableEffect.Kind kind) {
    return switch (kind) {
      case REWRITTEN -> "rewrites";
      case SCANNED_FOR_A_CHECK, SCANNED_FOR_AN_INDEX, SCANNED -> "scans";
      case EMPTIED -> "empties";
    };
  }

  private String tables(List<TableEffect> effects) {
    return some(
        effects.stream()
            .map(
                effect ->
                    effect.table()
                        + switch (effect.kind()) {
                          case SCANNED_FOR_A_CHECK -> " for a check";
                          case SCANNED_FOR_AN_INDEX -> " for an index";
                          case REWRITTEN, SCANNED, EMPTIED -> "";
                        }
                        + by(effect.by()))
            .toList());
  }

  private List<String> changes() {
    List<SchemaChange> all = script.effects().changes();
    List<String> lines = new ArrayList<>();
    all.stream().limit(MOST_CHANGES).map(SchemaChange::line).forEach(lines::add);
    more(all.size(), MOST_CHANGES).ifPresent(lines::add);
    return lines;
  }

  private String by(ScriptStatement statement) {
    Optional<String> place = RehearsalMessages.place(statement);
    String text = shown.add(statement) ? Ellipsis.cut(statement.text(), LONGEST_STATEMENT) : "";
    String words =
        place.map(line -> text.isEmpty() ? line : line + ": " + text).orElse(text).strip();
    return words.isEmpty() ? "" : " (" + words + ")";
  }

  private static String some(List<String> names) {
    String first = names.stream().limit(MOST_TABLES).collect(Collectors.joining(", "));
    return more(names.size(), MOST_TABLES).map(others -> first + " " + others).orElse(first);
  }

  private static Optional<String> more(int all, int most) {
    return all > most
        ? Optional.of("and " + (all - most) + " more, in rehearsal.json")
        : Optional.empty();
  }

  private static void add(List<String> lines, String label, List<String> facts) {
    String begin = label;
    for (String fact : facts) {
      lines.add("%-8s  %s".formatted(begin, visible(Ellipsis.cut(fact, LONGEST_TEXT))));
      begin = "";
    }
  }

  private static String visible(String text) {
    return TerminalSanitizer.of(text.replaceAll("\\s+", " "), false);
  }
}
