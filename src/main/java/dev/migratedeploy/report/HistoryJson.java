package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.migratedeploy.history.DeployHistory;
import dev.migratedeploy.history.DeployHistory.LeftOut;
import dev.migratedeploy.history.FailureCause;
import dev.migratedeploy.history.HistoryFigures;
import dev.migratedeploy.history.HistoryFigures.Failures;
import dev.migratedeploy.history.Recoveries;
import dev.migratedeploy.history.ReportCounts;
import dev.migratedeploy.history.Spread;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A history for programs, in the schema that the manual documents. */
public record HistoryJson(
    int schema,
    String environment,
    String since,
    String until,
    @Nullable String job,
    Figures figures,
    List<PastDeploymentJson> deployments) {
  private static final int SCHEMA = 1;

  /** What the deployments come to. */
  record Figures(
      Map<String, Integer> verdicts,
      Failing failures,
      Recovering recovery,
      @Nullable Times leadTime,
      Map<String, Times> stations,
      List<FailureCause> causes,
      Gaps notCounted) {}

  /** How often they fail. */
  record Failing(
      @Nullable Integer ratePercent, int failed, int counted, int savedByRetry, int retries) {
    static Failing of(Failures failures) {
      return new Failing(
          orNull(failures.rate()),
          failures.failed(),
          failures.counted(),
          failures.savedByRetry(),
          failures.retries());
    }
  }

  /** How long it takes until one is green again. */
  record Recovering(@Nullable Times times, @Nullable String redSince) {
    static Recovering of(Recoveries recoveries) {
      return new Recovering(
          orNull(Spread.of(recoveries.over()).map(Times::of)),
          orNull(recoveries.redSince().map(Instant::toString)));
    }
  }

  /** Some durations. */
  record Times(int count, long medianMs, long ninetiethMs, long longestMs) {
    static Times of(Spread spread) {
      return new Times(
          spread.count(),
          spread.median().toMillis(),
          spread.most().toMillis(),
          spread.longest().toMillis());
    }
  }

  /** What is in no figure. */
  record Gaps(@JsonUnwrapped Reports reports, int wrongClocks, @JsonUnwrapped LeftOut leftOut) {}

  /** How many jobs have no report that could be read whole. */
  record Reports(int expired, int missing, int unreadable, int older, int newer) {
    static Reports of(ReportCounts counts) {
      return new Reports(
          counts.expired(), counts.missing(), counts.unreadable(), counts.older(), counts.newer());
    }
  }

  public static String of(DeployHistory history) {
    HistoryFigures figures = new HistoryFigures(history);
    Map<String, Times> stations = new LinkedHashMap<>();
    figures.stations().forEach((name, spread) -> stations.put(name, Times.of(spread)));
    return JsonFile.pretty(
        new HistoryJson(
            SCHEMA,
            history.environment(),
            history.period().since().toString(),
            history.period().until().toString(),
            orNull(history.job()),
            new Figures(
                figures.verdicts(),
                Failing.of(figures.failures()),
                Recovering.of(figures.recoveries()),
                orNull(figures.leadTime().map(Times::of)),
                stations,
                figures.causes(),
                new Gaps(Reports.of(figures.reports()), figures.wrongClocks(), history.leftOut())),
            history.deployments().stream().map(PastDeploymentJson::of).toList()));
  }
}
