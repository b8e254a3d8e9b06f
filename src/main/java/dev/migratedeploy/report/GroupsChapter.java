package dev.migratedeploy.report;

import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.report.page.Cell;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Chapter;
import dev.migratedeploy.report.page.PageTable;
import dev.migratedeploy.report.page.PageTable.Column;
import dev.migratedeploy.support.HumanReadable;
import java.util.ArrayList;
import java.util.List;

/** What many databases are at, those in the same state together. */
final class GroupsChapter {
  private static final int MOST_GROUPS = 100;
  private static final int MOST_NAMES = 20;
  private static final int MOST_SCRIPTS = 8;

  private GroupsChapter() {}

  static HtmlBlock of(List<DatabaseGroup> groups, PageText text) {
    List<HtmlBlock> blocks = new ArrayList<>();
    blocks.add(
        new PageTable(
            "the largest group first",
            List.of(
                Column.text("State"),
                Column.number("Databases"),
                Column.text("Result"),
                Column.text("Scripts"),
                Column.text("Names")),
            groups.stream().limit(MOST_GROUPS).map(group -> row(group, text)).toList()));
    if (groups.size() > MOST_GROUPS) {
      blocks.add(
          new HtmlBlock.Note("and " + (groups.size() - MOST_GROUPS) + " more in result.json"));
    }
    return new Chapter(HumanReadable.count(groups.size(), "different state"), blocks);
  }

  private static List<Cell> row(DatabaseGroup group, PageText text) {
    return List.of(
        Cell.of(text.name(group.words())),
        Cell.of(Integer.toString(group.databases().size())),
        Cell.of(ResultChapter.tone(group.verdict()), group.verdict().title()),
        Cell.of(text.words(scripts(group.plan().map(Plan::remarkable).orElse(List.of())))),
        Cell.of(text.text(HumanReadable.some(group.databases(), MOST_NAMES))));
  }

  private static String scripts(List<PlannedScript> scripts) {
    return HumanReadable.some(
        scripts.stream().map(it -> it.name() + " " + it.state().words()).toList(), MOST_SCRIPTS);
  }
}
