package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.logs.LogEvent;
import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.aws.logs.LogSource;
import dev.migratedeploy.aws.logs.ManyLogs;
import dev.migratedeploy.aws.logs.ManyLogsReading;
import dev.migratedeploy.deploy.task.StormDice;
import dev.migratedeploy.support.WaitableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CloudWatch Logs as one job sees it. */
final class ModelLogs implements ManyLogs {
  private final ModelCloud cloud;
  private final WaitableClock clock;
  private final Quotas quotas;
  private final StormDice dice;

  ModelLogs(ModelCloud cloud, WaitableClock clock, Quotas quotas) {
    this.cloud = cloud;
    this.clock = clock;
    this.quotas = quotas;
    this.dice = cloud.dice();
  }

  private long call() {
    if (cloud.calls().latency() > 0) {
      clock.sleep(Duration.ofMillis(dice.between(1, cloud.calls().latency() / 2)));
    }
    return ModelCloud.millis(clock.now());
  }

  private boolean fails(String trouble) {
    return dice.trouble(trouble, cloud.calls().trouble());
  }

  /** The pages are as many tasks' logs as the dice say, each of them whole. */
  @Override
  public ManyLogsReading read(Query query) {
    long now = call();
    if (!cloud.calls().bulk()) {
      return new ManyLogsReading.NotPossible("this job may not call logs:FilterLogEvents");
    }
    if (!quotas.filterLogEvents(now) || fails("FilterLogEvents throttled")) {
      return new ManyLogsReading.Unavailable("Rate exceeded", true);
    }
    if (fails("FilterLogEvents fails")) {
      return new ManyLogsReading.Unavailable("AWS cannot be reached", false);
    }
    int from = query.token().map(Integer::parseInt).orElse(0);
    int to =
        Math.min(
            query.tasks().size(), from + dice.between(cloud.calls().trouble() > 0 ? 0 : 50, 100));
    Map<String, List<LogEvent>> events = new LinkedHashMap<>();
    for (RunningTask task : query.tasks().subList(from, to)) {
      List<LogEvent> all = new ArrayList<>(cloud.task(task).log().events(now));
      query.pattern().ifPresent(words -> all.removeIf(it -> !it.message().contains(words)));
      if (!all.isEmpty() && fails("line twice")) {
        all.add(0, all.get(0));
      }
      if (!all.isEmpty()) {
        events.put(task.arn(), all);
      }
    }
    return new ManyLogsReading.Page(
        events, to < query.tasks().size() ? Optional.of(String.valueOf(to)) : Optional.empty());
  }

  LogSource of(RunningTask task) {
    return token -> read(cloud.task(task).log(), token);
  }

  private LogReading read(ModelLog log, Optional<String> token) {
    long now = call();
    if (!quotas.getLogEvents(now) || fails("GetLogEvents fails")) {
      return new LogReading.Unreadable("Rate exceeded", true);
    }
    List<LogEvent> all = log.events(now);
    if (all.isEmpty()) {
      return new LogReading.NoStreamYet();
    }
    int from = token.map(text -> Integer.parseInt(text.substring(0, text.indexOf('/')))).orElse(0);
    int to = Math.min(all.size(), from + dice.between(5, 50));
    return new LogReading.Page(
        all.subList(from, to), from == to ? token.orElse("0/0") : to + "/" + to);
  }
}
