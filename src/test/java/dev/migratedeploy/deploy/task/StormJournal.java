package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.DeployListener;
import dev.migratedeploy.flyway.MigrateOutputParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what one run told. */
final class StormJournal implements DeployListener {
  private final StormClock clock;
  private final List<String> lines = new ArrayList<>();
  private Optional<RunningTask> task = Optional.empty();
  private Optional<LogSummary> log = Optional.empty();
  private long startedAt;

  StormJournal(StormClock clock) {
    this.clock = clock;
  }

  @Override
  public void started(RunningTask started, LogDestination destination) {
    task = Optional.of(started);
    startedAt = clock.millis();
  }

  @Override
  public void line(LogLine line) {
    lines.add(line.text());
  }

  @Override
  public void logEnded(LogSummary summary, MigrateOutputParser flyway) {
    log = Optional.of(summary);
  }

  List<String> lines() {
    return lines;
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
