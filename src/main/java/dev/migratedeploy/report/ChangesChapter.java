package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.DeployEvent.ChangesDetected;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Chapter;
import dev.migratedeploy.report.page.PreformattedLines;
import java.util.List;

/** What changed since the deployment before. */
final class ChangesChapter {
  private static final int MOST_CHANGES = 100;

  private ChangesChapter() {}

  static HtmlBlock of(ChangesDetected found, PageText text) {
    List<String> lines =
        ChangeLines.of(found.changes(), MOST_CHANGES).stream().map(text::words).toList();
    HtmlBlock.Note heading =
        new HtmlBlock.Note(text.words(ChangeLines.heading(found.changes(), found.scripts())));
    return new Chapter(
        "Changes",
        lines.isEmpty() ? List.of(heading) : List.of(heading, new PreformattedLines(lines)));
  }
}
