package dev.migratedeploy.report;

import dev.migratedeploy.report.page.Cell;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Chapter;
import dev.migratedeploy.report.page.PageTable;
import dev.migratedeploy.report.page.PageTable.Column;
import dev.migratedeploy.report.page.Tone;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.UnappliedScript;
import dev.migratedeploy.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scripts that were due and that a run left out. */
final class UnappliedChapter {
  private static final int MOST_SCRIPTS = 200;

  private UnappliedChapter() {}

  /** Absent if none was left out. */
  static Optional<HtmlBlock> of(Verdict verdict, PageText text) {
    List<UnappliedScript> all = verdict.unapplied();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Tone tone = verdict.isSuccess() ? Tone.PLAIN : Tone.BAD;
    List<HtmlBlock> blocks = new ArrayList<>();
    blocks.add(
        new PageTable(
            verdict.isSuccess()
                ? "not applied, and allowed by the settings"
                : "due, and not applied",
            List.of(Column.text("Script"), Column.text("Reason")),
            all.stream()
                .limit(MOST_SCRIPTS)
                .map(
                    it ->
                        List.of(Cell.code(text.name(it.path())), Cell.of(tone, it.reason().key())))
                .toList()));
    if (all.size() > MOST_SCRIPTS) {
      blocks.add(new HtmlBlock.Note("and " + (all.size() - MOST_SCRIPTS) + " more in result.json"));
    }
    return Optional.of(
        new Chapter(HumanReadable.count(all.size(), "script") + " not in the database", blocks));
  }
}
