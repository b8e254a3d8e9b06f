package dev.migratedeploy.report;

import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Chapter;
import dev.migratedeploy.report.page.HtmlBlock.Folded;
import dev.migratedeploy.report.page.Link;
import dev.migratedeploy.report.page.PreformattedLines;
import dev.migratedeploy.report.page.Tone;
import dev.migratedeploy.support.HumanReadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The beginning and the end of the task's log, and where the whole is. */
final class LogChapter {
  /** A log that is not longer is open. */
  private static final int SHORT = 40;

  private LogChapter() {}

  /** Absent if no task was followed. */
  static Optional<HtmlBlock> of(RunSummary run, LogExcerpt excerpt, boolean failed) {
    if (run.task().isEmpty()) {
      return Optional.empty();
    }
    List<HtmlBlock> blocks = new ArrayList<>();
    if (excerpt.lines() > 0) {
      blocks.add(
          new Folded(
              "task.log",
              Tone.PLAIN,
              run.log().map(LogSummary::words).orElse(HumanReadable.count(excerpt.lines(), "line")),
              List.of(),
              failed || excerpt.lines() <= SHORT,
              List.of(new PreformattedLines(excerpt.excerpt()))));
    }
    run.log()
        .flatMap(LogSummary::unreadable)
        .ifPresent(why -> blocks.add(new HtmlBlock.Note("not read to its end: " + why)));
    List<Link> links = new ArrayList<>();
    links.add(Link.toFile("the whole log, task.log", "task.log"));
    run.task()
        .flatMap(task -> run.logDestination().flatMap(log -> log.consolePage(task)))
        .ifPresent(page -> links.add(new Link("the log in CloudWatch", page)));
    blocks.add(new Link.Row(links));
    return Optional.of(new Chapter("Log", blocks));
  }
}
