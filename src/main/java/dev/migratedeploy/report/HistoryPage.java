package dev.migratedeploy.report;

import dev.migratedeploy.changes.ComparisonBaseMessages;
import dev.migratedeploy.history.DeployHistory;
import dev.migratedeploy.history.DeployTry;
import dev.migratedeploy.history.FailureCause;
import dev.migratedeploy.history.HistoryFigures;
import dev.migratedeploy.history.JobReport;
import dev.migratedeploy.history.PastDeployment;
import dev.migratedeploy.history.SlowScript;
import dev.migratedeploy.report.page.Bars;
import dev.migratedeploy.report.page.Cell;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Chapter;
import dev.migratedeploy.report.page.HtmlBlock.Fact;
import dev.migratedeploy.report.page.HtmlBlock.Facts;
import dev.migratedeploy.report.page.HtmlBlock.Note;
import dev.migratedeploy.report.page.HtmlBlock.Value;
import dev.migratedeploy.report.page.HtmlPage;
import dev.migratedeploy.report.page.Ink;
import dev.migratedeploy.report.page.Link;
import dev.migratedeploy.report.page.PageTable;
import dev.migratedeploy.report.page.PageTable.Column;
import dev.migratedeploy.report.page.Tiles;
import dev.migratedeploy.report.page.Tone;
import dev.migratedeploy.support.Ellipsis;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * {@code history --html}: how an environment's deploys develop, for people who look now and then.
 */
public final class HistoryPage {
  private static final int MOST_ROWS = 200;
  private static final int MOST_TILES = 400;
  private static final int MOST_CAUSES = 12;
  private static final int MOST_SCRIPTS = 12;
  private static final int LONGEST_CAUSE = 200;

  private final DeployHistory history;
  private final HistoryFigures figures;
  private final HistorySentences told;

  private HistoryPage(DeployHistory history) {
    this.history = history;
    this.figures = new HistoryFigures(history);
    this.told = new HistorySentences(history);
  }

  /** The whole file. */
  public static String of(DeployHistory history, String version) {
    return new HistoryPage(history).page(version).text();
  }

  private HtmlPage page(String version) {
    List<HtmlBlock> blocks = new ArrayList<>();
    blocks.add(new Facts(facts()));
    if (!history.deployments().isEmpty()) {
      HistoryPlots plots = new HistoryPlots(history);
      blocks.add(new Chapter(tilesTitle(), List.of(tiles())));
      blocks.add(
          new Chapter("Durations by station", List.of(plots.stations(), HistoryPlots.legend())));
      Note lead = new Note(told.leadTime() + ".");
      blocks.add(
          new Chapter(
              "Lead time",
              figures.leadTime().isEmpty() ? List.of(lead) : List.of(plots.leadTimes(), lead)));
      if (!figures.causes().isEmpty()) {
        blocks.add(new Chapter("Failures by cause", List.of(causes())));
      }
      if (!figures.slowestScripts().isEmpty()) {
        blocks.add(new Chapter("Slowest scripts", List.of(scripts())));
      }
      blocks.add(new Chapter("The newest deployments", List.of(table())));
    }
    return new HtmlPage(
        "Deployments to " + history.environment(),
        List.of(
            HistoryTimes.day(history.period().since())
                + " to "
                + HistoryTimes.day(history.period().until()),
            history.job().map(job -> "job " + job).orElse("no job")),
        blocks,
        "migrate-deploy "
            + version
            + ", "
            + HistoryTimes.minute(history.period().until())
            + " UTC");
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Deployments", told.deployments()));
    if (!history.deployments().isEmpty()) {
      facts.add(Fact.of("Failure rate", told.failureRate()));
      facts.add(Fact.of("Recovery", told.recovery()));
      facts.add(Fact.of("Lead time", told.leadTime()));
      facts.add(Fact.of("Stations", told.stations()));
      facts.add(Fact.of("Lock waits", told.lockWaits()));
    }
    if (!told.gaps().isEmpty()) {
      facts.add(new Fact("Not counted", told.gaps().stream().map(Value::of).toList()));
    }
    return facts;
  }

  private String tilesTitle() {
    return history.deployments().size() > MOST_TILES
        ? "The newest " + MOST_TILES + " deployments, the newest one last"
        : "Deployments, the newest one last";
  }

  private Tiles tiles() {
    List<PastDeployment> all = history.deployments();
    return new Tiles(
        all.subList(Math.max(0, all.size() - MOST_TILES), all.size()).stream()
            .map(
                it ->
                    new Tiles.Tile(
                        HistoryTimes.minute(it.last().at()), tone(it), it.last().verdict()))
            .toList(),
        false);
  }

  /** One that needed a retry is not as good as one that did not. */
  private static Tone tone(PastDeployment deployment) {
    return switch (deployment.last().end()) {
      case GREEN -> deployment.isFailed() ? Tone.DOUBTFUL : Tone.GOOD;
      case RED -> Tone.BAD;
      case CANCELLED, OPEN -> Tone.PLAIN;
    };
  }

  private Bars causes() {
    List<FailureCause> causes =
        figures.causes().subList(0, Math.min(MOST_CAUSES, figures.causes().size()));
    int most = causes.get(0).count();
    return new Bars(
        List.of(),
        causes.stream()
            .map(
                it -> {
                  String words = it.verdict() + ": " + cut(it.cause());
                  return new Bars.Row(
                      words,
                      false,
                      List.of(new Bars.Piece(0, 100.0 * it.count() / most, Ink.BAD, words)),
                      it.count() + " ×",
                      HumanReadable.count(it.count(), "failure") + ": " + words);
                })
            .toList());
  }

  private Bars scripts() {
    List<SlowScript> slowest =
        figures
            .slowestScripts()
            .subList(0, Math.min(MOST_SCRIPTS, figures.slowestScripts().size()));
    double longest = Math.max(1, slowest.get(0).time().toMillis());
    return new Bars(
        List.of(),
        slowest.stream()
            .map(
                it -> {
                  String words =
                      it.script()
                          + " "
                          + HumanReadable.words(it.time())
                          + ", "
                          + HistoryTimes.day(it.at());
                  return new Bars.Row(
                      cut(it.script()),
                      false,
                      List.of(
                          new Bars.Piece(
                              0, 100 * it.time().toMillis() / longest, Ink.FIFTH, words)),
                      HumanReadable.words(it.time()),
                      words);
                })
            .toList());
  }

  private PageTable table() {
    List<PastDeployment> newest = new ArrayList<>(history.deployments());
    Collections.reverse(newest);
    int shown = Math.min(MOST_ROWS, newest.size());
    return new PageTable(
        shown == newest.size()
            ? HumanReadable.count(shown, "deployment")
            : "the newest " + shown + " of " + newest.size() + " deployments; --csv has all",
        List.of(
            Column.text("ended (UTC)"),
            Column.text("verdict"),
            Column.text("commit"),
            Column.number("scripts"),
            Column.number("tries"),
            Column.number("time"),
            Column.number("lead"),
            Column.text("cause")),
        newest.subList(0, shown).stream().map(HistoryPage::row).toList());
  }

  private static List<Cell> row(PastDeployment deployment) {
    DeployTry last = deployment.last();
    String ended = HistoryTimes.minute(last.endedAt().orElse(last.at()));
    return List.of(
        last.deployment()
            .job()
            .flatMap(job -> job.url())
            .map(url -> Cell.of(new Link(ended, url)))
            .orElse(Cell.of(ended)),
        Cell.of(tone(deployment), last.verdict()),
        Cell.of(
            ComparisonBaseMessages.shortSha(last.deployment().commit().sha())
                + last.deployment().user().map(user -> " by " + user).orElse("")),
        Cell.of(last.report().result().map(it -> "" + HistoryTable.applied(it)).orElse("")),
        Cell.of("" + deployment.tries().size()),
        Cell.of(words(last.took())),
        Cell.of(words(deployment.soundLead().map(lead -> lead.time()))),
        Cell.of(cut(last.cause().orElseGet(() -> reason(last.report())))));
  }

  /** Why there is nothing to say of it. */
  private static String reason(JobReport report) {
    return report instanceof JobReport.Read ? "" : "report " + report.word();
  }

  private static String words(Optional<Duration> time) {
    return time.map(HistoryTimes::words).orElse("");
  }

  private static String cut(String text) {
    return Ellipsis.cut(text, LONGEST_CAUSE);
  }
}
