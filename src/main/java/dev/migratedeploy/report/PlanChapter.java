package dev.migratedeploy.report;

import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.plan.state.TouchedTable;
import dev.migratedeploy.report.page.Cell;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Chapter;
import dev.migratedeploy.report.page.PageTable;
import dev.migratedeploy.report.page.PageTable.Column;
import dev.migratedeploy.report.page.Tone;
import dev.migratedeploy.support.HumanReadable;
import java.util.ArrayList;
import java.util.List;

/** What a deploy would do to one database. */
final class PlanChapter {
  private static final int MOST_SCRIPTS = 300;
  private static final int MOST_TABLES = 4;

  private PlanChapter() {}

  static HtmlBlock of(Plan plan, PageText text) {
    List<PlannedScript> listed = plan.remarkable();
    List<HtmlBlock> blocks = new ArrayList<>();
    if (!listed.isEmpty()) {
      blocks.add(
          new PageTable(
              "all scripts that are not in the state applied, in the order in which Flyway applies"
                  + " them",
              List.of(
                  Column.text("Script"),
                  Column.text("State"),
                  Column.text("Touches"),
                  Column.text("Last applied")),
              listed.stream().limit(MOST_SCRIPTS).map(it -> row(plan, it, text)).toList()));
    }
    if (listed.size() > MOST_SCRIPTS) {
      blocks.add(
          new HtmlBlock.Note("and " + (listed.size() - MOST_SCRIPTS) + " more in plan.json"));
    }
    int applied = plan.in(ScriptState.APPLIED).size();
    blocks.add(new HtmlBlock.Note(HumanReadable.count(applied, "script") + " applied"));
    TouchedLines.notes(plan.touched())
        .forEach(note -> blocks.add(new HtmlBlock.Note(text.words(note))));
    return new Chapter(text.name(PlanLines.heading(plan)), blocks);
  }

  private static List<Cell> row(Plan plan, PlannedScript script, PageText text) {
    return List.of(
        Cell.code(text.name(script.name())),
        Cell.of(tone(script.state()), script.state().words()),
        Cell.of(
            text.words(
                HumanReadable.some(
                    plan.touched().of(script).stream().map(TouchedTable::words).toList(),
                    MOST_TABLES))),
        Cell.of(text.name(script.day().orElse(""))));
  }

  private static Tone tone(ScriptState state) {
    if (state.blocks()) {
      return Tone.BAD;
    }
    return state == ScriptState.PENDING ? Tone.GOOD : Tone.DOUBTFUL;
  }
}
