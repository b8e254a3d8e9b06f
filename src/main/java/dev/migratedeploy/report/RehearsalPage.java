package dev.migratedeploy.report;

import dev.migratedeploy.changes.ComparisonBaseMessages;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.deploy.event.RunInfo;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsalMessages;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Chapter;
import dev.migratedeploy.report.page.HtmlBlock.Fact;
import dev.migratedeploy.report.page.HtmlBlock.Facts;
import dev.migratedeploy.report.page.HtmlBlock.Folded;
import dev.migratedeploy.report.page.HtmlBlock.Result;
import dev.migratedeploy.report.page.HtmlBlock.Value;
import dev.migratedeploy.report.page.HtmlPage;
import dev.migratedeploy.report.page.Tone;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code report.html} of a rehearsal: what the person who reviews the scripts wants to know. */
final class RehearsalPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final int MOST_FINDINGS = 100;
  private static final int MOST_DETAILS = 20;
  private static final int MOST_PASSED_OVER = 100;
  private static final int LONGEST_TEXT = 2_000;

  private final RunSummary run;
  private final Verdict verdict;
  private final Duration took;

  private RehearsalPage(RunSummary run, Verdict verdict, Duration took) {
    this.run = run;
    this.verdict = verdict;
    this.took = took;
  }

  static String of(RunSummary run, Verdict verdict, Duration took) {
    return new RehearsalPage(run, verdict, took).page().text();
  }

  private HtmlPage page() {
    List<HtmlBlock> blocks = new ArrayList<>();
    blocks.add(result());
    Optional<Rehearsal> rehearsal = run.rehearsal();
    rehearsal
        .filter(it -> !it.scripts().isEmpty())
        .ifPresent(
            it ->
                blocks.add(
                    new Chapter(
                        HumanReadable.count(it.scripts().size(), "new script"),
                        new ScriptBlocks(it.scripts()).all())));
    findings().ifPresent(blocks::add);
    rehearsal.map(RehearsalPage::base).ifPresent(blocks::add);
    return new HtmlPage(
        run.info().map(info -> "Rehearsal for " + info.environment()).orElse("Rehearsal"),
        run.info().map(RehearsalPage::about).orElse(List.of()),
        blocks,
        "migrate-deploy%s, %s, took %s"
            .formatted(
                run.info().map(info -> " " + info.version()).orElse(""),
                TIME.format(run.startedAt()),
                HumanReadable.words(took)));
  }

  private static List<String> about(RunInfo info) {
    return Stream.of(
            Optional.of(info.project()),
            info.ref(),
            Optional.of(ComparisonBaseMessages.shortSha(info.commit())),
            info.job().map(job -> "job " + job))
        .flatMap(Optional::stream)
        .toList();
  }

  private HtmlBlock result() {
    VerdictDetails said = verdict.explanation();
    List<String> details =
        new ArrayList<>(
            said.details().stream().limit(MOST_DETAILS).map(RehearsalPage::cut).toList());
    if (said.details().size() > MOST_DETAILS) {
      details.add("and " + (said.details().size() - MOST_DETAILS) + " more in result.json");
    }
    List<Fact> facts = new ArrayList<>();
    said.state().ifPresent(state -> facts.add(Fact.of("State", cut(state))));
    said.next().ifPresent(next -> facts.add(Fact.of("Next", cut(next))));
    return new Result(tone(), verdict.title(), cut(said.cause()), details, facts);
  }

  private static String cut(String text) {
    return RehearsedLines.cut(text, LONGEST_TEXT);
  }

  private Tone tone() {
    if (verdict.is(Verdict.Kind.NOT_REHEARSED) || verdict.isUncertain()) {
      return Tone.DOUBTFUL;
    }
    return verdict.isSuccess() ? Tone.GOOD : Tone.BAD;
  }

  private Optional<HtmlBlock> findings() {
    List<Finding> all =
        run.findings().map(ScriptsChecked::findings).orElse(List.of()).stream()
            .sorted(Comparator.comparing(Finding::severity).reversed())
            .toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    List<HtmlBlock> blocks =
        new ArrayList<>(all.stream().limit(MOST_FINDINGS).map(RehearsalPage::finding).toList());
    if (all.size() > MOST_FINDINGS) {
      blocks.add(
          new HtmlBlock.Note("and " + (all.size() - MOST_FINDINGS) + " more in codequality.json"));
    }
    return Optional.of(new Chapter(HumanReadable.count(all.size(), "finding"), blocks));
  }

  private static HtmlBlock finding(Finding finding) {
    Tone tone =
        switch (finding.severity()) {
          case ERROR -> Tone.BAD;
          case WARNING -> Tone.DOUBTFUL;
          case INFO, OFF -> Tone.PLAIN;
        };
    return new Folded(
        ScriptBlocks.cut(finding.place()),
        tone,
        finding.severity().word(),
        List.of(finding.rule()),
        finding.severity() != Severity.INFO,
        List.of(
            new Facts(
                List.of(
                    Fact.of("Finding", ScriptBlocks.cut(finding.explained())),
                    Fact.of("Next", ScriptBlocks.cut(finding.next()))))));
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
