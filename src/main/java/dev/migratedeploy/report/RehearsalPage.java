package dev.migratedeploy.report;

import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsalMessages;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Chapter;
import dev.migratedeploy.report.page.HtmlBlock.Fact;
import dev.migratedeploy.report.page.HtmlBlock.Facts;
import dev.migratedeploy.report.page.HtmlBlock.Value;
import dev.migratedeploy.report.page.HtmlPage;
import dev.migratedeploy.report.page.Tone;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code report.html} of a rehearsal: what the person who reviews the scripts wants to know. */
final class RehearsalPage {
  private static final int MOST_PASSED_OVER = 100;

  private final RunSummary run;
  private final Verdict verdict;
  private final Duration took;
  private final PageText text;

  private RehearsalPage(RunSummary run, Verdict verdict, Duration took, PageText text) {
    this.run = run;
    this.verdict = verdict;
    this.took = took;
    this.text = text;
  }

  static String of(RunSummary run, Verdict verdict, Duration took, PageText text) {
    return new RehearsalPage(run, verdict, took, text).page().text();
  }

  private HtmlPage page() {
    List<HtmlBlock> blocks = new ArrayList<>();
    blocks.add(ResultChapter.of(verdict, text));
    Optional<Rehearsal> rehearsal = run.rehearsal();
    rehearsal
        .filter(it -> !it.scripts().isEmpty())
        .ifPresent(
            it ->
                blocks.add(
                    new Chapter(
                        HumanReadable.count(it.scripts().size(), "new script"),
                        new ScriptBlocks(it.scripts()).all())));
    FindingsChapter.of(run, text).ifPresent(blocks::add);
    rehearsal.map(RehearsalPage::base).ifPresent(blocks::add);
    return PageFrame.page(
        run,
        run.info().map(info -> "Rehearsal for " + info.environment()).orElse("Rehearsal"),
        blocks,
        took);
  }

  private static HtmlBlock base(Rehearsal rehearsal) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Database", rehearsal.database().words()));
    facts.add(
        Fact.of(
            "Made of",
            RehearsalMessages.base(rehearsal.base())
                + ", in "
                + HumanReadable.words(rehearsal.base().took())));
    List<Value> passedOver =
        new ArrayList<>(
            rehearsal.base().passedOver().stream()
                .limit(MOST_PASSED_OVER)
                .map(
                    script ->
                        new Value(
                            Tone.DOUBTFUL,
                            ScriptBlocks.cut(
                                script.path() + ", " + RehearsalMessages.failure(script.failure())),
                            Optional.empty()))
                .toList());
    int others = rehearsal.base().passedOver().size() - MOST_PASSED_OVER;
    if (others > 0) {
      passedOver.add(Value.of("and " + others + " more in rehearsal.json"));
    }
    if (!passedOver.isEmpty()) {
      facts.add(new Fact("Passed over", passedOver));
    }
    return new Chapter("Base state", List.of(new Facts(facts)));
  }
}
