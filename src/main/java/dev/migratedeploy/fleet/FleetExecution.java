package dev.migratedeploy.fleet;

import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import java.util.List;

/** The fleet's tasks, from the first to the verdict. */
final class FleetExecution {
  private final Fleet fleet;
  private final FleetResults results;
  private final Stops stops;
  private final FleetEnd end;
  private final Starts starts;
  private final List<FleetStep> steps;

  FleetExecution(Fleet fleet, SameWork same, FleetResults results, Cancellation cancellation) {
    this.fleet = fleet;
    this.results = results;
    this.stops = new Stops(fleet);
    this.end = new FleetEnd(fleet.schedule());
    FleetDeadline deadline = new FleetDeadline(fleet.now(), fleet.work().request().timeout());
    Following following = new Following(fleet, cancellation, deadline);
    Adoption adoption = new Adoption(fleet, same, following, end);
    Claim claim = new Claim(fleet, same, adoption, stops);
    this.starts = new Starts(fleet, claim, following, results, end, cancellation);
    Judging judging = new Judging(fleet, results, stops);
    this.steps =
        List.of(
            new FleetLimits(fleet, cancellation, deadline),
            new Monitoring(fleet, stops, judging),
            judging,
            stops,
            new LostStarts(fleet, same, starts, cancellation),
            claim,
            starts,
            new Lookups(fleet, claim),
            new BulkLogs(fleet),
            new SingleLogs(fleet),
            new RunningLogs(fleet),
            new FleetProgress(fleet));
  }

  /** Returns when every database has a verdict. */
  Verdict run() {
    new FleetLoop(fleet, steps).run(this::isOver);
    String why = fleet.schedule().stopped().orElse("");
    fleet
        .schedule()
        .waiting()
        .forEach(group -> results.notStarted(group, FleetMessages.notTried(why)));
    boolean maybeStarted = results.all().stream().anyMatch(it -> it.verdict().is(Kind.UNKNOWN));
    if (!fleet.followed().hadAny() && !maybeStarted && end.reason().isPresent()) {
      throw end.reason().get();
    }
    return FleetVerdict.of(
        results.all(), fleet.work().environment(), fleet.work().request().targets().partial());
  }

  private boolean isOver() {
    return fleet.schedule().isOver()
        && fleet.followed().isEmpty()
        && !starts.areUnderWay()
        && !stops.areUnderWay();
  }
}
