package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.event.DeployEvent.TargetEnded;
import dev.migratedeploy.deploy.event.DeployEvent.TargetLogRead;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.deploy.task.MigrationOutcome;
import dev.migratedeploy.deploy.task.TargetOutcome;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what came of each database, and keeps no more of it than its result. */
final class FleetResults {
  private static final MigrationResult NOTHING = new MigrateOutputParser().result();

  private final DeployListener listener;
  private final OutcomeListener outcomes;
  private final List<TargetResult> results = new ArrayList<>();

  FleetResults(DeployListener listener, OutcomeListener outcomes) {
    this.listener = listener;
    this.outcomes = outcomes;
  }

  void add(TargetOutcome outcome) {
    if (!outcome.lines().isEmpty()) {
      listener.on(new TargetLogRead(outcome.target().name(), outcome.lines()));
    }
    outcomes.on(outcome);
    results.add(outcome.result());
    listener.on(new TargetEnded(outcome.result()));
  }

  /** Nothing was started for them. */
  void notStarted(TargetGroup group, Verdict verdict) {
    for (Target target : group.targets()) {
      add(without(target, new TargetResult(target.name(), group.wave(), verdict, NONE)));
    }
  }

  /** An earlier run has done it. */
  void passedOver(Target target, TargetResult result) {
    add(without(target, result));
  }

  private static TargetOutcome without(Target target, TargetResult result) {
    LogSummary none = new LogSummary(0, Optional.empty(), Optional.of("not read"));
    return new TargetOutcome(
        target,
        result,
        new MigrationOutcome(
            result.verdict(), result.run().log().orElse(none), NOTHING, Observed.nothing()),
        List.of());
  }

  private static final TargetResult.Run NONE = TargetResult.Run.NONE;

  List<TargetResult> all() {
    return List.copyOf(results);
  }
}
