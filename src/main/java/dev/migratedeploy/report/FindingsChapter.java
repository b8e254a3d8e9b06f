package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Chapter;
import dev.migratedeploy.report.page.HtmlBlock.Fact;
import dev.migratedeploy.report.page.HtmlBlock.Facts;
import dev.migratedeploy.report.page.HtmlBlock.Folded;
import dev.migratedeploy.report.page.Tone;
import dev.migratedeploy.support.HumanReadable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What was found about the scripts, the worst first. */
final class FindingsChapter {
  private static final int MOST_FINDINGS = 100;

  private FindingsChapter() {}

  /** Absent if nothing was found. */
  static Optional<HtmlBlock> of(RunSummary run, PageText text) {
    List<Finding> all =
        run.findings().map(ScriptsChecked::findings).orElse(List.of()).stream()
            .sorted(Comparator.comparing(Finding::severity).reversed())
            .toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    List<HtmlBlock> blocks =
        new ArrayList<>(
            all.stream().limit(MOST_FINDINGS).map(finding -> block(finding, text)).toList());
    if (all.size() > MOST_FINDINGS) {
      blocks.add(
          new HtmlBlock.Note("and " + (all.size() - MOST_FINDINGS) + " more in codequality.json"));
    }
    return Optional.of(new Chapter(HumanReadable.count(all.size(), "finding"), blocks));
  }

  private static HtmlBlock block(Finding finding, PageText text) {
    Tone tone =
        switch (finding.severity()) {
          case ERROR -> Tone.BAD;
          case WARNING -> Tone.DOUBTFUL;
          case INFO, OFF -> Tone.PLAIN;
        };
    return new Folded(
        text.words(finding.place()),
        tone,
        finding.severity().word(),
        List.of(finding.rule()),
        finding.severity() != Severity.INFO,
        List.of(
            new Facts(
                List.of(
                    Fact.of("Finding", text.words(finding.explained())),
                    Fact.of("Next", text.words(finding.next()))))));
  }
}
