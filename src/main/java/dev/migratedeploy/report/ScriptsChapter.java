package dev.migratedeploy.report;

import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.observer.LockMessages;
import dev.migratedeploy.flyway.observer.ObservedScript;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptApplied;
import dev.migratedeploy.flyway.observer.TableLock;
import dev.migratedeploy.report.page.Cell;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Chapter;
import dev.migratedeploy.report.page.PageTable;
import dev.migratedeploy.report.page.PageTable.Column;
import dev.migratedeploy.report.page.Tone;
import dev.migratedeploy.support.HumanReadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The scripts that a run executed: what came of each, its time, statements, rows and locks. */
final class ScriptsChapter {
  private static final int MOST_ROWS = 500;
  private static final int MOST_LOCKS = 3;

  /** Characters of all locks together: the page stays small, and result.json has them. */
  private static final int ROOM = 40_000;

  private static final List<Column> OBSERVED =
      List.of(
          Column.text("Script"),
          Column.text("Result"),
          Column.number("Time"),
          Column.number("Waited"),
          Column.number("Statements"),
          Column.number("Rows"),
          Column.text("Locks at its end"));

  private static final List<Column> SAID = List.of(Column.text("Script"), Column.text("Result"));

  private final PageText text;
  private int room = ROOM;

  private ScriptsChapter(PageText text) {
    this.text = text;
  }

  /** As the observer told it, or else by Flyway's own lines; absent if none was run. */
  static Optional<HtmlBlock> of(RunSummary run, PageText text) {
    ScriptsChapter chapter = new ScriptsChapter(text);
    List<ScriptRun> seen = run.observed().isBelieved() ? ScriptRun.of(run.observed()) : List.of();
    return seen.isEmpty()
        ? run.flyway().flatMap(chapter::said)
        : Optional.of(chapter.table(OBSERVED, seen.stream().map(chapter::row).toList()));
  }

  private Optional<HtmlBlock> said(MigrationResult flyway) {
    List<List<Cell>> rows = new ArrayList<>();
    flyway.applied().forEach(name -> rows.add(List.of(name(name), Cell.of(Tone.GOOD, "applied"))));
    flyway
        .failedMigration()
        .ifPresent(
            name ->
                rows.add(
                    List.of(
                        name(name),
                        Cell.of(Tone.BAD, flyway.rolledBack() ? "rolled back" : "failed"))));
    return rows.isEmpty() ? Optional.empty() : Optional.of(table(SAID, rows));
  }

  private HtmlBlock table(List<Column> columns, List<List<Cell>> rows) {
    List<HtmlBlock> blocks = new ArrayList<>();
    blocks.add(
        new PageTable(
            "in the order in which they ran",
            columns,
            rows.subList(0, Math.min(MOST_ROWS, rows.size()))));
    if (rows.size() > MOST_ROWS) {
      blocks.add(new HtmlBlock.Note("and " + (rows.size() - MOST_ROWS) + " more in result.json"));
    }
    return new Chapter(HumanReadable.count(rows.size(), "script"), blocks);
  }

  private List<Cell> row(ScriptRun run) {
    ObservedScript last = run.last();
    Optional<ScriptApplied> applied = last.applied();
    int statements = applied.map(ScriptApplied::statements).orElse(last.statements().size());
    return List.of(
        name(run.name()),
        result(run),
        Cell.of(last.time().map(HumanReadable::brief).orElse("")),
        Cell.of(run.waited().isZero() ? "" : HumanReadable.brief(run.waited())),
        Cell.of(number(statements)),
        Cell.of(applied.flatMap(ScriptApplied::rows).map(ScriptsChapter::number).orElse("")),
        Cell.of(locks(run.locks())));
  }

  /** Such as {@code 1,200,000}. */
  private static String number(long rows) {
    return String.format(Locale.ROOT, "%,d", rows);
  }

  private Cell name(String name) {
    return Cell.code(text.name(name));
  }

  private static Cell result(ScriptRun run) {
    String tries = run.tries().size() > 1 ? ", try " + run.tries().size() : "";
    return switch (run.last().state()) {
      case APPLIED -> Cell.of(Tone.GOOD, "applied" + tries);
      case FAILED -> Cell.of(Tone.BAD, "failed" + tries);
      case ROLLED_BACK -> Cell.of(Tone.BAD, "rolled back" + tries);
      case RUNNING -> Cell.of(Tone.DOUBTFUL, "its end was not seen" + tries);
    };
  }

  private String locks(List<TableLock> locks) {
    String words =
        locks.stream()
            .limit(MOST_LOCKS)
            .map(lock -> text.name(LockMessages.table(lock.table())) + " " + lock.mode())
            .collect(Collectors.joining(", "));
    String more = locks.size() > MOST_LOCKS ? " and " + (locks.size() - MOST_LOCKS) + " more" : "";
    room -= words.length();
    return room < 0 ? HumanReadable.count(locks.size(), "table") : text.words(words) + more;
  }
}
