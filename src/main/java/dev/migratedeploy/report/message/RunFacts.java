package dev.migratedeploy.report.message;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.FleetStarted;
import dev.migratedeploy.deploy.event.DeployEvent.MonitoringStarted;
import dev.migratedeploy.deploy.event.DeployEvent.RunStarted;
import dev.migratedeploy.deploy.event.RunInfo;
import java.util.Optional;

/** What of a run is in a message, beside its verdict. */
final class RunFacts {
  private volatile Optional<RunInfo> info = Optional.empty();
  private volatile Optional<RunningTask> task = Optional.empty();
  private volatile Optional<LogDestination> log = Optional.empty();
  private volatile boolean fleet;

  /** Takes in what happened next. */
  void add(DeployEvent event) {
    if (event instanceof RunStarted started) {
      info = Optional.of(started.run());
    } else if (event instanceof FleetStarted) {
      fleet = true;
    } else if (event instanceof MonitoringStarted started && !fleet) {
      task = Optional.of(started.monitored());
      log = Optional.of(started.log());
    }
  }

  Optional<RunInfo> info() {
    return info;
  }

  Optional<String> taskPage() {
    return task.map(RunningTask::consolePage);
  }

  Optional<String> logPage() {
    return task.flatMap(it -> log.flatMap(where -> where.consolePage(it)));
  }
}
