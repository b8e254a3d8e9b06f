package dev.migratedeploy.report;

import dev.migratedeploy.gitlab.GitLabDeploymentHistory;
import dev.migratedeploy.history.DeployHistory;
import dev.migratedeploy.history.HistoryFigures;
import dev.migratedeploy.history.HistoryFigures.Failures;
import dev.migratedeploy.history.Recoveries;
import dev.migratedeploy.history.ReportCounts;
import dev.migratedeploy.history.Spread;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of a history in sentences, for the terminal and for the page. */
final class HistorySentences {
  private static final int MOST_JOBS = 5;
  private static final String NEWEST =
      String.format(Locale.ROOT, "%,d", GitLabDeploymentHistory.MOST_DEPLOYMENTS);

  private final DeployHistory history;
  private final HistoryFigures figures;

  HistorySentences(DeployHistory history) {
    this.history = history;
    this.figures = new HistoryFigures(history);
  }

  /** Such as {@code 60: 45 APPLIED, 8 NOTHING TO DO, 7 FAILED}. */
  String deployments() {
    return history.deployments().isEmpty()
        ? "none since " + HistoryTimes.day(history.period().since())
        : history.deployments().size()
            + " by "
            + history.job().orElse("")
            + ": "
            + figures.verdicts().entrySet().stream()
                .map(verdict -> verdict.getValue() + " " + verdict.getKey())
                .collect(Collectors.joining(", "));
  }

  String failureRate() {
    Failures failures = figures.failures();
    return failures
        .rate()
        .map(
            rate ->
                rate
                    + "% ("
                    + failures.failed()
                    + " of "
                    + failures.counted()
                    + " that had something to do)"
                    + (failures.savedByRetry() == 0
                        ? ""
                        : ", " + failures.savedByRetry() + " of them green after a retry")
                    + (failures.retries() == 0 ? "" : "; " + retries(failures.retries())))
        .orElse("not known: no deployment that had something to do has a report");
  }

  private static String retries(int number) {
    return number == 1 ? "1 retry" : number + " retries";
  }

  String recovery() {
    Recoveries recoveries = figures.recoveries();
    String over =
        Spread.of(recoveries.over())
            .map(
                spread ->
                    words(spread, "longest", spread.longest())
                        + " ("
                        + HumanReadable.count(spread.count(), "time")
                        + ")")
            .orElse(recoveries.redSince().isEmpty() ? "nothing to recover from" : "none yet");
    return over
        + recoveries
            .redSince()
            .map(since -> "; red since " + HistoryTimes.minute(since) + " UTC")
            .orElse("");
  }

  String leadTime() {
    int commits = figures.leadsFromCommits();
    return figures
        .leadTime()
        .map(
            spread ->
                words(spread, "90% within", spread.most())
                    + " ("
                    + HumanReadable.count(spread.count(), "deployment")
                    + (commits == 0
                        ? ""
                        : ", " + commits + " counted from the commit: no merge request brought it")
                    + ")")
        .orElse("not known: no APPLIED deployment has a report");
  }

  /** Such as {@code median 14 min, 90% within 22 min}. */
  private static String words(Spread spread, String most, Duration longest) {
    return "median "
        + HistoryTimes.words(spread.median())
        + ", "
        + most
        + " "
        + HistoryTimes.words(longest);
  }

  String stations() {
    Map<String, Spread> stations = figures.stations();
    return stations.isEmpty()
        ? "not known"
        : stations.entrySet().stream()
                .map(
                    station ->
                        station.getKey() + " " + HumanReadable.words(station.getValue().median()))
                .collect(Collectors.joining(", "))
            + " (medians)";
  }

  String lockWaits() {
    return figures
        .lockWaits()
        .map(
            spread ->
                HumanReadable.count(spread.count(), "job")
                    + " waited, longest "
                    + HistoryTimes.words(spread.longest()))
        .orElse("none");
  }

  /** What the figures leave out, and why. */
  List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    ReportCounts reports = figures.reports();
    add(gaps, reports.expired(), "report", "expired with the job's artifacts");
    add(gaps, reports.missing(), "job", "left no report");
    add(
        gaps,
        reports.unreadable(),
        "report",
        "could not be read" + reports.why().map(why -> " (" + why + ")").orElse(""));
    add(gaps, reports.older(), "report", "of an earlier version, with fewer stations");
    add(gaps, reports.newer(), "report", "of a later version, read as far as known");
    add(gaps, figures.wrongClocks(), "impossible time", "(a clock was wrong)");
    history.leftOut().otherJobs().entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(MOST_JOBS)
        .forEach(job -> add(gaps, job.getValue(), "deployment", "by " + job.getKey()));
    add(gaps, history.leftOut().notRun(), "deployment", "whose job has not run");
    add(gaps, history.leftOut().withoutJob(), "deployment", "without a job, or with a deleted one");
    if (history.leftOut().more()) {
      gaps.add("deployments before the newest " + NEWEST + " of the period");
    }
    return gaps;
  }

  private static void add(List<String> gaps, int number, String noun, String what) {
    if (number > 0) {
      gaps.add(HumanReadable.count(number, noun) + " " + what);
    }
  }
}
