package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskSpec;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.deploy.task.StormDice;
import dev.migratedeploy.support.VirtualTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is in the cloud, whoever looks at it. All times are milliseconds. */
final class ModelCloud {
  /**
   * How the calls fare.
   *
   * @param latency of each call at most
   * @param trouble how many of a hundred calls fail in some way
   * @param room how many tasks have room at once
   * @param bulk whether logs can be read together
   */
  record Calls(int latency, int trouble, int room, boolean bulk) {
    static final Calls CALM = new Calls(0, 0, Integer.MAX_VALUE, true);
  }

  private final StormDice dice;
  private final ModelTask.Weather weather;
  private final Calls calls;
  private final int listedAfter;
  private final int knownAfter;
  private final Map<String, ModelTask> byToken = new LinkedHashMap<>();
  private final Map<String, ModelTask> byArn = new HashMap<>();
  private final Set<TaskTemplate> registered = new LinkedHashSet<>();

  ModelCloud(StormDice dice, ModelTask.Weather weather, Calls calls) {
    this.dice = dice;
    this.weather = weather;
    this.calls = calls;
    this.listedAfter = calls.trouble() == 0 ? 500 : dice.between(0, 3_000);
    this.knownAfter = calls.trouble() == 0 ? 500 : dice.between(0, 3_000);
  }

  /** Of what revisions were made. */
  Set<TaskTemplate> registered() {
    return registered;
  }

  StormDice dice() {
    return dice;
  }

  Calls calls() {
    return calls;
  }

  static long millis(Instant now) {
    return Duration.between(VirtualTicker.START, now).toMillis();
  }

  boolean hasRoom(long now) {
    return calls.room() == Integer.MAX_VALUE
        || byToken.values().stream().filter(task -> now < task.stopped()).count() < calls.room();
  }

  ModelTask start(String job, TaskSpec spec, long now) {
    return byToken.computeIfAbsent(
        spec.clientToken(),
        token -> {
          RunningTask name =
              new RunningTask(
                  "arn:aws:ecs:eu-central-1:123456789012:task/staging/" + byToken.size(),
                  "staging",
                  "flyway:41",
                  "flyway");
          ModelTask task = new ModelTask(job, name, spec, weather, dice, now);
          byArn.put(name.arn(), task);
          return task;
        });
  }

  boolean isStarted(String token) {
    return byToken.containsKey(token);
  }

  ModelTask task(RunningTask name) {
    return Optional.ofNullable(byArn.get(name.arn())).orElseThrow();
  }

  List<ModelTask> tasks() {
    return List.copyOf(byToken.values());
  }

  boolean isKnown(ModelTask task, long now) {
    return now >= task.created() + knownAfter;
  }

  List<FoundTask> find(boolean alive, long now) {
    List<FoundTask> found = new ArrayList<>();
    for (ModelTask task : byToken.values()) {
      if (now >= task.created() + listedAfter && alive == task.goesOn(now)) {
        found.add(0, found(task, now));
      }
    }
    return found;
  }

  FoundTask found(ModelTask task, long now) {
    return new FoundTask(
        task.name(),
        task.spec().container().image(),
        task.spec().container().command(),
        task.spec().container().variables().keySet(),
        task.spec().container().variables(),
        task.at(now),
        ModelTask.instant(task.created()));
  }
}
