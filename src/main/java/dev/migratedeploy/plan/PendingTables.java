package dev.migratedeploy.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migratedeploy.findings.FindingsBySize.Sized;
import dev.migratedeploy.findings.sql.Dialect;
import dev.migratedeploy.findings.sql.ScriptTables;
import dev.migratedeploy.findings.sql.SqlScript;
import dev.migratedeploy.findings.sql.TableUse;
import dev.migratedeploy.flyway.observer.ObserverEvent.Sizes;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.plan.state.TouchedTable;
import dev.migratedeploy.plan.state.TouchedTables;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tables that the pending scripts touch: which to ask for, and what the answer means. */
final class PendingTables {
  /** Beyond it a script is data. */
  private static final int LONGEST = 10_000_000;

  private static final Comparator<TouchedTable> LARGEST_FIRST =
      Comparator.comparing((TouchedTable table) -> table.bytes().orElse(-1L)).reversed();

  private final Map<String, MigrationScript> scripts = new HashMap<>();
  private final Map<String, ScriptTables> read = new HashMap<>();
  private final Dialect dialect;
  private final SizeQuestion question;

  /** What the pending scripts make, in small letters. */
  private final Set<String> made = new HashSet<>();

  private boolean answered;

  /**
   * Tables of scripts.
   *
   * @param all scripts of the environment
   * @param candidates those that may be pending; only the database knows which are
   */
  PendingTables(List<MigrationScript> all, List<MigrationScript> candidates, Dialect dialect) {
    this.dialect = dialect;
    all.forEach(script -> scripts.put(script.path(), script));
    this.question =
        SizeQuestion.of(
            candidates.stream()
                .sorted(Comparator.comparingLong(PendingTables::length).reversed())
                .map(script -> tables(script.path()))
                .toList());
  }

  SizeQuestion question() {
    return question;
  }

  /** What the pending scripts of a plan touch, with the sizes that were told. */
  TouchedTables touched(Plan plan, Optional<Sizes> answer) {
    Map<String, TouchedTable> known = known(answer);
    Map<String, List<TouchedTable>> byScript = new HashMap<>();
    Set<String> before = new HashSet<>();
    answered = answer.isPresent();
    Set<String> unread = new TreeSet<>();
    for (PlannedScript script : plan.in(ScriptState.PENDING)) {
      script
          .path()
          .ifPresent(
              path -> {
                ScriptTables tables = tables(path).without(before);
                before.addAll(tables.created());
                makes(tables);
                unread.addAll(tables.unread());
                byScript.put(
                    path,
                    tables.uses().stream()
                        .map(TableUse::table)
                        .map(name -> known.getOrDefault(name, TouchedTable.named(name)))
                        .sorted(LARGEST_FIRST)
                        .toList());
              });
    }
    return new TouchedTables(
        byScript,
        List.copyOf(unread),
        answer.isPresent() ? question.notAsked() : 0,
        answer.flatMap(Sizes::oldest));
  }

  /** The largest table that the statement of a line is about; empty if no size was told. */
  Optional<Sized> largest(TouchedTables touched, String path, int line) {
    Map<String, TouchedTable> known = new HashMap<>();
    touched.byScript().getOrDefault(path, List.of()).forEach(it -> known.put(it.name(), it));
    return tables(path).at(line).stream()
        .flatMap(name -> sized(name, Optional.ofNullable(known.get(name))).stream())
        .max(Comparator.comparingLong(Sized::bytes));
  }

  /** What a pending script makes is empty, if the database has answered that it is not there. */
  private Optional<Sized> sized(String name, Optional<TouchedTable> table) {
    boolean isNew =
        made.contains(name.toLowerCase(Locale.ROOT))
            && table.map(TouchedTable::isMissing).orElse(answered);
    return isNew
        ? Optional.of(new Sized(name, 0))
        : table.flatMap(TouchedTable::bytes).map(bytes -> new Sized(name, bytes));
  }

  private void makes(ScriptTables script) {
    script.created().forEach(name -> made.add(name.toLowerCase(Locale.ROOT)));
    script.perhapsCreated().forEach(name -> made.add(name.toLowerCase(Locale.ROOT)));
  }

  private static Map<String, TouchedTable> known(Optional<Sizes> answer) {
    Map<String, TouchedTable> known = new HashMap<>();
    answer.ifPresent(
        sizes -> {
          sizes.unknown().forEach(name -> known.put(name, TouchedTable.missing(name)));
          sizes
              .tables()
              .forEach(
                  size ->
                      known.put(
                          size.table(),
                          new TouchedTable(
                              size.table(),
                              size.bytes().filter(bytes -> bytes >= 0),
                              size.rows().filter(rows -> rows >= 0),
                              size.kind())));
        });
    return known;
  }

  private ScriptTables tables(String path) {
    return read.computeIfAbsent(
        path,
        unread -> {
          MigrationScript script = scripts.get(path);
          return ScriptTables.in(
              SqlScript.read(script == null ? "" : text(script), dialect), dialect);
        });
  }

  /** What cannot be read is told by the check of the scripts. */
  private static String text(MigrationScript script) {
    try {
      byte[] bytes = script.source().bytes();
      return new String(bytes, 0, Math.min(bytes.length, LONGEST), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static long length(MigrationScript script) {
    try {
      return script.source().bytes().length;
    } catch (IOException e) {
      return 0;
    }
  }
}
