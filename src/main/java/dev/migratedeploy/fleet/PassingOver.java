package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.deploy.event.TargetResult.Run;
import dev.migratedeploy.deploy.request.IfRunning;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.fleet.EarlierRuns.Earlier;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Waits until no task of another work goes on, and reads in the logs of those that have ended which
 * databases are proved done with this very image.
 */
final class PassingOver {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** So many logs are in memory at one time. */
  private static final int AT_ONCE = 200;

  private final Fleet fleet;
  private final SameWork same;
  private final Cancellation cancellation;

  /**
   * Before the fleet itself.
   *
   * @param fleet of which nothing is followed yet
   */
  PassingOver(Fleet fleet, SameWork same, Cancellation cancellation) {
    this.fleet = fleet;
    this.same = same;
    this.cancellation = cancellation;
  }

  /** What is proved, by the name of the database. */
  Map<String, TargetResult> find() {
    List<FoundTask> all = whenItIsOurTurn();
    all.stream()
        .filter(FoundTask::over)
        .forEach(task -> fleet.followed().earlier(task.task().arn()));
    if (fleet.work().request().force()) {
      return Map.of();
    }
    Map<String, TargetResult> done = new HashMap<>();
    List<Earlier> runs = EarlierRuns.among(all, same);
    for (int from = 0; from < runs.size(); from += AT_ONCE) {
      cancellation.check();
      read(runs.subList(from, Math.min(runs.size(), from + AT_ONCE)), done);
    }
    return done;
  }

  private List<FoundTask> whenItIsOurTurn() {
    Instant latest = fleet.now().plus(fleet.work().request().timeout());
    boolean waited = false;
    while (true) {
      List<FoundTask> alive = same.find(true);
      List<FoundTask> stopping = same.find(false);
      List<FoundTask> others =
          Stream.concat(
                  alive.stream().filter(task -> !task.over() && !isFollowed(task)),
                  stopping.stream().filter(task -> !task.over()))
              .toList();
      if (others.isEmpty()) {
        List<FoundTask> all = new ArrayList<>(alive);
        all.addAll(stopping);
        return all;
      }
      if (fleet.work().request().ifRunning() == IfRunning.FAIL) {
        throw FleetMessages.occupied(others.get(0).task(), "is running");
      }
      if (!fleet.now().isBefore(latest)) {
        throw FleetMessages.occupied(
            others.get(0).task(),
            "did not end within " + HumanReadable.words(fleet.work().request().timeout()));
      }
      if (!waited) {
        fleet.note("waiting for task " + others.get(0).task().id() + ", another migration, to end");
        waited = true;
      }
      fleet.clock().sleep(PAUSE);
      cancellation.check();
    }
  }

  private boolean isFollowed(FoundTask task) {
    return same.mayBeFollowed() && same.group(task).isPresent();
  }

  private void read(List<Earlier> runs, Map<String, TargetResult> done) {
    Map<String, Earlier> byArn = new HashMap<>();
    Fleet reading = fleet.withoutTasks();
    FleetDeadline deadline = new FleetDeadline(fleet.now(), fleet.work().request().timeout());
    Following following = new Following(reading, cancellation, deadline);
    for (Earlier run : runs) {
      byArn.put(run.task().task().arn(), run);
      following.found(run.group(), run.task());
    }
    Monitoring monitoring =
        new Monitoring(
            reading,
            new Stops(reading),
            (task, exit) -> {
              Earlier run = byArn.get(task.task().arn());
              fleet.work().judge(task, exit).stream()
                  .filter(outcome -> outcome.result().verdict().isSuccess())
                  .filter(outcome -> run != null && run.counts(outcome.target()))
                  .forEach(
                      outcome -> done.put(outcome.target().name(), passedOver(outcome.result())));
            });
    new FleetLoop(
            reading,
            List.of(
                monitoring,
                new Lookups(reading, (asked, tasks) -> {}),
                new BulkLogs(reading),
                new SingleLogs(reading)))
        .run(() -> reading.followed().isEmpty() || cancellation.requestedAt().isPresent());
    cancellation.check();
  }

  private static TargetResult passedOver(TargetResult result) {
    Run run = result.run();
    return new TargetResult(
        result.target(),
        result.wave(),
        result.verdict(),
        new Run(run.task(), run.versions(), List.of(), run.log(), run.took(), true));
  }
}
