package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.DatabasesCompared;
import dev.migratedeploy.deploy.event.DeployEvent.FleetProgressed;
import dev.migratedeploy.deploy.event.DeployEvent.FleetStarted;
import dev.migratedeploy.deploy.event.DeployEvent.TargetEnded;
import dev.migratedeploy.deploy.event.DeployEvent.TargetLogRead;
import dev.migratedeploy.deploy.event.FleetOutline;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.deploy.event.WaveProgress;
import dev.migratedeploy.plan.state.DatabaseGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All that a run's events tell of many databases; of their logs nothing is kept. */
final class FleetSummary {
  /** The thread of a signal may read while the run still goes on. */
  private final Queue<TargetResult> targets = new ConcurrentLinkedQueue<>();

  private volatile Optional<FleetOutline> outline = Optional.empty();
  private volatile List<WaveProgress> waves = List.of();
  private volatile List<DatabaseGroup> groups = List.of();

  /** Takes in what happened next; false for what is not about many databases. */
  boolean add(DeployEvent event) {
    if (event instanceof FleetStarted started) {
      outline = Optional.of(started.fleet());
    } else if (event instanceof FleetProgressed progressed) {
      waves = progressed.waves();
    } else if (event instanceof TargetEnded ended) {
      targets.add(ended.result());
    } else if (event instanceof DatabasesCompared compared) {
      groups = compared.groups();
    } else {
      return event instanceof TargetLogRead;
    }
    return true;
  }

  /** Absent if the run is for one database. */
  Optional<FleetOutline> outline() {
    return outline;
  }

  /** Those that have a result, in the order in which they came to it. */
  List<TargetResult> targets() {
    return List.copyOf(targets);
  }

  List<TargetResult> targets(String wave) {
    return targets.stream().filter(target -> target.wave().equals(wave)).toList();
  }

  /** Those that did not end well, and were tried. */
  List<TargetResult> failed() {
    return targets.stream()
        .filter(target -> !target.verdict().isSuccess() && !target.isNotTried())
        .toList();
  }

  /** How long a wave has taken, as far as it was told. */
  Duration took(String wave) {
    return waves.stream()
        .filter(progress -> progress.name().equals(wave))
        .findFirst()
        .map(WaveProgress::elapsed)
        .orElse(Duration.ZERO);
  }

  /** Databases in the same state together, if the run has compared them. */
  List<DatabaseGroup> groups() {
    return groups;
  }
}
