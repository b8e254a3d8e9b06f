package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.FleetOutline;
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
    add(chapters, UnappliedChapter.of(verdict, text));
    if (run.pending().isPresent()) {
      chapters.add(PendingChapter.of(run.pending().get(), text));
    }
    if (run.plan().isPresent()) {
      chapters.add(PlanChapter.of(run.plan().get(), text));
    }
    Optional<FleetOutline> fleet = run.fleet().outline();
    if (fleet.isPresent()) {
      chapters.addAll(FleetChapters.summary(fleet.get(), run.fleet(), text));
    }
    if (!run.fleet().groups().isEmpty()) {
      chapters.add(GroupsChapter.of(run.fleet().groups(), text));
    }
    add(chapters, TimelineChapter.of(believed(times), text));
    if (fleet.isPresent()) {
      chapters.add(FleetChapters.grid(fleet.get(), run.fleet(), text));
    }
    add(chapters, ScriptsChapter.of(run, text));
    add(chapters, LocksChapter.of(run.observed(), text));
    add(chapters, FindingsChapter.of(run, text));
    if (run.changes().isPresent()) {
      chapters.add(ChangesChapter.of(run.changes().get(), text));
    }
    add(chapters, LogChapter.of(run, log, !verdict.isSuccess()));
    add(chapters, RanChapter.of(run, text));
    return chapters;
  }

  /** Without a lambda: each costs a job the making of a class, and there would be twenty. */
  private static void add(List<HtmlBlock> chapters, Optional<? extends HtmlBlock> chapter) {
    if (chapter.isPresent()) {
      chapters.add(chapter.get());
    }
  }

  /** Of an observer in whose name somebody else wrote nothing is shown. */
  private List<TimeRow> believed(List<TimeRow> rows) {
    return run.observed().isForged() ? rows.stream().filter(row -> !row.inner()).toList() : rows;
  }
}
