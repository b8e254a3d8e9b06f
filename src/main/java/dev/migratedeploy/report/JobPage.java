package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.RunInfo;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code report.html} of every job but a rehearsal: what happened, for people. */
final class JobPage {
  private final RunSummary run;
  private final PageText text;

  private JobPage(RunSummary run, PageText text) {
    this.run = run;
    this.text = text;
  }

  static String of(
      RunSummary run,
      Timeline timeline,
      LogExcerpt log,
      Verdict verdict,
      Instant now,
      PageText text) {
    JobPage page = new JobPage(run, text);
    return PageFrame.page(
            run,
            run.info().map(JobPage::title).orElse("migrate-deploy"),
            page.chapters(timeline.rows(now), log, verdict),
            Duration.between(run.startedAt(), now))
        .text();
  }

  private static String title(RunInfo info) {
    String command = info.command();
    return command.substring(0, 1).toUpperCase(Locale.ROOT)
        + command.substring(1)
        + (command.equals("plan") ? " for " : command.equals("deploy") ? " to " : " of ")
        + info.environment();
  }

  private List<HtmlBlock> chapters(List<TimeRow> times, LogExcerpt log, Verdict verdict) {
    List<HtmlBlock> chapters = new ArrayList<>();
    chapters.add(ResultChapter.of(verdict, text));
    UnappliedChapter.of(verdict, text).ifPresent(chapters::add);
    run.pending().map(all -> PendingChapter.of(all, text)).ifPresent(chapters::add);
    run.plan().map(plan -> PlanChapter.of(plan, text)).ifPresent(chapters::add);
    run.fleet()
        .outline()
        .map(outline -> FleetChapters.summary(outline, run.fleet(), text))
        .ifPresent(chapters::addAll);
    Optional.of(run.fleet().groups())
        .filter(groups -> !groups.isEmpty())
        .map(groups -> GroupsChapter.of(groups, text))
        .ifPresent(chapters::add);
    TimelineChapter.of(believed(times), text).ifPresent(chapters::add);
    run.fleet()
        .outline()
        .map(outline -> FleetChapters.grid(outline, run.fleet(), text))
        .ifPresent(chapters::add);
    ScriptsChapter.of(run, text).ifPresent(chapters::add);
    LocksChapter.of(run.observed(), text).ifPresent(chapters::add);
    FindingsChapter.of(run, text).ifPresent(chapters::add);
    run.changes().map(found -> ChangesChapter.of(found, text)).ifPresent(chapters::add);
    LogChapter.of(run, log, !verdict.isSuccess()).ifPresent(chapters::add);
    RanChapter.of(run, text).ifPresent(chapters::add);
    return chapters;
  }

  /** Of an observer in whose name somebody else wrote nothing is shown. */
  private List<TimeRow> believed(List<TimeRow> rows) {
    return run.observed().isForged() ? rows.stream().filter(row -> !row.inner()).toList() : rows;
  }
}
