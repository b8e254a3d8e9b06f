package dev.migratedeploy.report;

import dev.migratedeploy.history.DeployHistory;
import dev.migratedeploy.history.DeployTry;
import dev.migratedeploy.history.HistoryFigures;
import dev.migratedeploy.history.LeadTime;
import dev.migratedeploy.history.PastDeployment;
import dev.migratedeploy.history.StationTime;
import dev.migratedeploy.history.StoredResult;
import dev.migratedeploy.report.page.Ink;
import dev.migratedeploy.report.page.Legend;
import dev.migratedeploy.report.page.Picture;
import dev.migratedeploy.report.page.Shape;
import dev.migratedeploy.report.page.Shape.Anchor;
import dev.migratedeploy.report.page.Shape.Bar;
import dev.migratedeploy.report.page.Shape.Dot;
import dev.migratedeploy.report.page.Shape.Label;
import dev.migratedeploy.report.page.Shape.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plots over time: the deployments from the left to the right, durations upwards. */
final class HistoryPlots {
  private static final int TOP = 18;
  private static final int FLOOR = 178;
  private static final int HEIGHT = 198;

  /** A phone shows no more columns than that apart. */
  private static final int MOST = 400;

  private static final Map<String, Ink> INKS =
      Map.of(
          "detect", Ink.FIRST,
          "publish", Ink.SECOND,
          "start", Ink.SIXTH,
          "provisioning", Ink.THIRD,
          "pending", Ink.FOURTH,
          "running", Ink.FIFTH,
          "fleet", Ink.FIFTH);

  private final DeployHistory history;

  HistoryPlots(DeployHistory history) {
    this.history = history;
  }

  /** A column for each deployment, made of its stations. */
  Picture stations() {
    List<PastDeployment> shown =
        newest(
            history.deployments().stream()
                .filter(it -> stationsOf(it).stream().anyMatch(time -> !time.time().isZero()))
                .toList());
    Duration longest =
        shown.stream().map(HistoryPlots::whole).max(Duration::compareTo).orElse(Duration.ZERO);
    List<Shape> shapes = frame(longest, shown.stream().map(it -> it.last().at()).toList());
    double wide = 100.0 / Math.max(12, shown.size());
    for (int i = 0; i < shown.size(); i++) {
      double bottom = FLOOR;
      for (StationTime station : stationsOf(shown.get(i))) {
        double height = height(station.time(), longest);
        bottom -= height;
        shapes.add(
            new Bar(
                i * wide + 0.1 * wide,
                bottom,
                0.8 * wide,
                height,
                INKS.getOrDefault(station.station(), Ink.SIXTH),
                Optional.of(
                    HistoryTimes.minute(shown.get(i).last().at())
                        + ": "
                        + station.station()
                        + " "
                        + HistoryTimes.words(station.time()))));
      }
    }
    return new Picture(
        "How long the stations of each deployment took",
        "A column for each of " + shown.size() + " deployments, the newest at the right",
        HEIGHT,
        shapes);
  }

  static Legend legend() {
    return new Legend(
        HistoryFigures.STATIONS.stream()
            .filter(station -> !station.equals("fleet"))
            .map(
                station ->
                    new Legend.Entry(
                        INKS.getOrDefault(station, Ink.SIXTH),
                        station.equals("running") ? "running (or the fleet)" : station))
            .toList());
  }

  /** A point for each deployment that applied something. */
  Picture leadTimes() {
    List<PastDeployment> shown =
        newest(history.deployments().stream().filter(it -> it.soundLead().isPresent()).toList());
    Duration longest =
        shown.stream()
            .map(it -> it.soundLead().orElseThrow().time())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    List<Shape> shapes = frame(longest, shown.stream().map(it -> it.last().at()).toList());
    for (int i = 0; i < shown.size(); i++) {
      LeadTime lead = shown.get(i).soundLead().orElseThrow();
      boolean merge = lead.from() == LeadTime.From.MERGE;
      shapes.add(
          new Dot(
              (i + 0.5) * 100.0 / Math.max(12, shown.size()),
              FLOOR - height(lead.time(), longest),
              4,
              merge ? Ink.FIRST : Ink.FOURTH,
              Optional.of(
                  HistoryTimes.minute(shown.get(i).last().at())
                      + ": "
                      + HistoryTimes.words(lead.time())
                      + (merge ? " from the merge" : " from the commit"))));
    }
    return new Picture(
        "Lead time of each deployment that applied scripts",
        "A point for each of " + shown.size() + " deployments, the newest at the right",
        HEIGHT,
        shapes);
  }

  private static List<PastDeployment> newest(List<PastDeployment> all) {
    return all.subList(Math.max(0, all.size() - MOST), all.size());
  }

  private static List<StationTime> stationsOf(PastDeployment deployment) {
    DeployTry last = deployment.last();
    return last.report().result().map(StoredResult::stations).orElse(List.of());
  }

  private static Duration whole(PastDeployment deployment) {
    return stationsOf(deployment).stream()
        .map(StationTime::time)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Zero, half and the longest time at the left; the first and the last day below. */
  private static List<Shape> frame(Duration longest, List<Instant> days) {
    List<Shape> shapes = new ArrayList<>();
    for (double share : new double[] {0, 0.5, 1}) {
      double y = FLOOR - share * (FLOOR - TOP);
      shapes.add(new Line(0, y, 100, y, Ink.FAINT));
      if (share > 0) {
        Duration time = Duration.ofMillis((long) (longest.toMillis() * share));
        shapes.add(new Label(0, y - 4, Anchor.START, HistoryTimes.words(time)));
      }
    }
    if (!days.isEmpty()) {
      shapes.add(new Label(0, HEIGHT - 4, Anchor.START, HistoryTimes.day(days.get(0))));
      shapes.add(
          new Label(100, HEIGHT - 4, Anchor.END, HistoryTimes.day(days.get(days.size() - 1))));
    }
    return shapes;
  }

  private static double height(Duration time, Duration longest) {
    return (FLOOR - TOP) * (double) time.toMillis() / Math.max(1, longest.toMillis());
  }
}
