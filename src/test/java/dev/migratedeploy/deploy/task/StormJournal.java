package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.LogEnded;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.event.DeployEvent.MonitoringStarted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.flyway.observer.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what one run told. */
final class StormJournal implements DeployListener {
  private final StormClock clock;
  private final List<String> lines = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();
  private Observed observed = Observed.nothing();
  private Optional<RunningTask> task = Optional.empty();
  private Optional<LogSummary> log = Optional.empty();
  private long startedAt;

  StormJournal(StormClock clock) {
    this.clock = clock;
  }

  @Override
  public void on(DeployEvent event) {
    if (event instanceof MonitoringStarted started) {
      task = Optional.of(started.monitored());
      startedAt = clock.millis();
    } else if (event instanceof LogLineRead read) {
      lines.add(read.line().text());
      if (read.shown()) {
        shown.add(read.line().text());
      }
    } else if (event instanceof LogEnded ended) {
      log = Optional.of(ended.log());
      observed = ended.observed();
    }
  }

  List<String> lines() {
    return lines;
  }

  /** Those that the reader sees. */
  List<String> shown() {
    return shown;
  }

  Observed observed() {
    return observed;
  }

  /** The task that was followed. */
  Optional<RunningTask> task() {
    return task;
  }

  long startedAt() {
    return startedAt;
  }

  Optional<LogSummary> log() {
    return log;
  }
}
