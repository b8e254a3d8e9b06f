package dev.migratedeploy.report;

import dev.migratedeploy.changes.ComparisonBaseMessages;
import dev.migratedeploy.deploy.event.RunInfo;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlPage;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands above and below the chapters of a run's page. */
final class PageFrame {
  private static final int TIME_OF_DAY = 11;
  private static final int MINUTES = 16;

  private PageFrame() {}

  static HtmlPage page(RunSummary run, String title, List<HtmlBlock> blocks, Duration took) {
    return new HtmlPage(
        title,
        run.info().map(PageFrame::about).orElse(List.of()),
        blocks,
        "migrate-deploy%s, %s, took %s"
            .formatted(
                run.info().map(info -> " " + info.version()).orElse(""),
                time(run.startedAt()),
                HumanReadable.words(took)));
  }

  /** Such as {@code 21 Nov 2025 10:14 UTC}. */
  private static String time(Instant at) {
    return ComparisonBaseMessages.day(at)
        + " "
        + at.toString().substring(TIME_OF_DAY, MINUTES)
        + " UTC";
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
}
