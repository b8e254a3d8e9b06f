package dev.migratedeploy.report;

import dev.migratedeploy.flyway.observer.LockMessages;
import dev.migratedeploy.flyway.observer.LockWait;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObserverEvent.Blocked;
import dev.migratedeploy.report.page.Cell;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Chapter;
import dev.migratedeploy.report.page.PageTable;
import dev.migratedeploy.report.page.PageTable.Column;
import dev.migratedeploy.support.HumanReadable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the scripts waited for, and who held it. */
final class LocksChapter {
  private static final int MOST_WAITS = 20;

  private LocksChapter() {}

  /** The longest waits in their order; absent if there was none. */
  static Optional<HtmlBlock> of(Observed observed, PageText text) {
    List<LockWait> waits = observed.locks().waits();
    if (waits.isEmpty() || !observed.isBelieved()) {
      return Optional.empty();
    }
    List<LockWait> longest =
        waits.stream()
            .sorted(Comparator.comparing(LockWait::time).reversed())
            .limit(MOST_WAITS)
            .toList();
    PageTable table =
        new PageTable(
            waits.size() > MOST_WAITS
                ? "the " + MOST_WAITS + " longest of " + waits.size()
                : "while a statement waits, nothing else of its script runs",
            List.of(
                Column.text("Statement"),
                Column.number("Waited"),
                Column.text("For"),
                Column.text("Held by"),
                Column.number("Behind it")),
            waits.stream().filter(longest::contains).map(wait -> row(wait, text)).toList());
    return Optional.of(
        new Chapter(
            waits.size() == 1 ? "1 wait for a lock" : waits.size() + " waits for locks",
            List.of(table)));
  }

  private static List<Cell> row(LockWait wait, PageText text) {
    Blocked last = wait.last();
    return List.of(
        Cell.code(text.words(last.at().words())),
        Cell.of(HumanReadable.brief(wait.time())),
        Cell.of(text.words(LockMessages.lock(last.mode(), last.table()))),
        Cell.of(text.words(holders(last))),
        Cell.of(last.behind() > 0 ? HumanReadable.count(last.behind(), "session") : ""));
  }

  private static String holders(Blocked blocked) {
    String words = LockMessages.holders(blocked.by());
    return words.startsWith("held by ") ? words.substring("held by ".length()) : words;
  }
}
