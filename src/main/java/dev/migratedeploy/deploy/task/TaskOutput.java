package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.FlywayObserved;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObserverLogParser;
import dev.migratedeploy.flyway.observer.ObserverLogParser.Heard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a task writes, line by line: Flyway's words, and the observer's lines, which are kept from
 * the reader. A script that waits for a lock is tried again by a further Flyway in the same task,
 * whose words stand for themselves: what the one before called an error is none any more.
 */
final class TaskOutput implements LogListener {
  private final ObserverLogParser observer = new ObserverLogParser();
  private final ObservedWork work = new ObservedWork();
  private final List<MigrationResult> earlier = new ArrayList<>();

  /** Reads every line; what it says counts if the observer cannot be believed. */
  private final MigrateOutputParser all = new MigrateOutputParser();

  /** Reads the lines of the last Flyway; absent if there was no other. */
  private Optional<MigrateOutputParser> last = Optional.empty();

  private int run = 1;

  @Override
  public List<DeployEvent> line(RunningTask task, LogLine line, Instant now) {
    LogLineRead read = new LogLineRead(task, line);
    Heard heard = observer.line(line.text());
    if (heard instanceof Heard.Ordinary) {
      all.line(line.text());
      last.ifPresent(flyway -> flyway.line(line.text()));
      return List.of(read);
    }
    if (!(heard instanceof Heard.Told told)) {
      return List.of(read.hidden());
    }
    if (observer.run() > run) {
      run = observer.run();
      earlier.add(last.orElse(all).result());
      last = Optional.of(new MigrateOutputParser());
    }
    work.take(told.line().event(), now);
    return List.of(read.hidden(), new FlywayObserved(task.arn(), line.at(), told.line().event()));
  }

  @Override
  public CurrentWork current(Instant now) {
    return work.words(now)
        .map(CurrentWork::observed)
        .orElseGet(() -> new CurrentWork(last.orElse(all).lastBegun(), false));
  }

  Observed observed() {
    return observer.result();
  }

  /** What each Flyway said, in their order; the last one says how it ended. */
  List<MigrationResult> runs() {
    if (last.isEmpty() || !observed().isBelieved()) {
      return List.of(all.result());
    }
    List<MigrationResult> runs = new ArrayList<>(earlier);
    runs.add(last.get().result());
    return runs;
  }

  /** What they came to together. */
  MigrationResult result(DeployRequest request, TaskTemplate template) {
    return runs().stream()
        .map(said -> withoutTakenBack(said, request, template))
        .reduce(MigrationResult::followedBy)
        .orElseThrow();
  }

  private static MigrationResult withoutTakenBack(
      MigrationResult said, DeployRequest request, TaskTemplate template) {
    return new DatabaseMessages(said, request, template).isTakenBackAsAWhole()
        ? said.withNothingApplied()
        : said;
  }
}
