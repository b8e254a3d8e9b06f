package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.logs.LogEvent;
import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.aws.logs.LogTail;
import dev.migratedeploy.aws.logs.ManyLogs;
import dev.migratedeploy.aws.logs.ManyLogsReading;
import dev.migratedeploy.deploy.task.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The logs of some tasks that have ended, page by page. */
final class LogBatch {
  /** More than that is not kept in memory at one time: such logs are read one by one. */
  private static final long MOST_CHARACTERS = 16_000_000;

  private static final String WHOLE = "whole";

  private final List<FleetTask> tasks;
  private final Instant asked;
  private final Map<String, List<LogEvent>> events = new HashMap<>();
  private Optional<String> token = Optional.empty();
  private long characters;

  LogBatch(List<FleetTask> tasks, Instant asked) {
    this.tasks = List.copyOf(tasks);
    this.asked = asked;
    tasks.forEach(task -> task.log().asked());
  }

  List<FleetTask> tasks() {
    return tasks;
  }

  ManyLogs.Query query() {
    return FleetTask.logs(tasks, Optional.empty(), token);
  }

  /** Takes in a page, and tells whether another one follows that is to be read. */
  boolean take(ManyLogsReading.Page page) {
    page.events()
        .forEach(
            (arn, more) -> {
              events.computeIfAbsent(arn, unused -> new ArrayList<>()).addAll(more);
              characters += more.stream().mapToLong(event -> event.message().length()).sum();
            });
    token = page.next();
    return token.isPresent() && characters < MOST_CHARACTERS;
  }

  /** All that there is was read, or as much as can be. */
  void end(Instant now) {
    for (FleetTask task : tasks) {
      LogReading.Page page =
          new LogReading.Page(events.getOrDefault(task.task().arn(), List.of()), WHOLE);
      if (token.isPresent()) {
        task.log().alone();
      } else if (isWhole(page)) {
        task.observe(new Observation.LogRead(asked, Optional.empty(), page));
        task.observe(
            new Observation.LogRead(
                asked, Optional.of(WHOLE), new LogReading.Page(List.of(), WHOLE)));
        task.log().read();
      } else {
        task.log().notWhole(now);
      }
    }
  }

  /** The end line stands at the end, and its count is right. */
  private static boolean isWhole(LogReading.Page page) {
    LogTail tail = new LogTail(line -> {});
    tail.take(page);
    return tail.summary().complete();
  }
}
