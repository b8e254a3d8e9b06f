package dev.migratedeploy.report;

import dev.migratedeploy.plan.pending.EnvironmentStatus;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Folded;
import dev.migratedeploy.report.page.PreformattedLines;
import dev.migratedeploy.report.page.Tone;
import java.util.List;

/** What is merged and not applied, an environment each. */
final class PendingChapter {
  private static final int MOST_SCRIPTS = 50;

  private PendingChapter() {}

  static HtmlBlock of(List<EnvironmentStatus> environments, PageText text) {
    return new HtmlBlock.Chapter(
        "Merged and not applied", environments.stream().map(it -> block(it, text)).toList());
  }

  private static HtmlBlock block(EnvironmentStatus status, PageText text) {
    String name = text.name(status.environment());
    if (status instanceof EnvironmentStatus.NotKnown unknown) {
      return new Folded(
          name,
          Tone.DOUBTFUL,
          "not known",
          List.of(),
          true,
          List.of(new HtmlBlock.Note(text.words(unknown.why()))));
    }
    EnvironmentStatus.Known known = (EnvironmentStatus.Known) status;
    List<String> lines = PendingLines.of(known, MOST_SCRIPTS).stream().map(text::words).toList();
    List<String> below = lines.subList(1, lines.size()).stream().map(String::strip).toList();
    int pending = known.waiting().size();
    return new Folded(
        name,
        pending == 0 ? Tone.GOOD : Tone.DOUBTFUL,
        pending == 0 ? "nothing pending" : pending + " pending",
        List.of(),
        pending > 0,
        below.isEmpty() ? List.of() : List.of(new PreformattedLines(below)));
  }
}
