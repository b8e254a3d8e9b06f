package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.LaunchResult;
import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.PreparedTask;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.aws.ecs.TaskSpec;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An ECS that loses answers, forgets, describes the past, and still keeps its promises. */
final class StormyEcs implements Tasks {
  static final String SIDECAR = "datadog";

  private final StormDice dice;
  private final StormClock clock;
  private final long knownAfter;
  private final long listedAfter;
  private final long outageFrom;
  private final long outageTo;
  private final boolean beside;
  private final Map<String, StormTask> byToken = new LinkedHashMap<>();
  private final Set<StormTask> stopping = new HashSet<>();
  private final List<Long> looks = new ArrayList<>();
  private Optional<Long> endSeen = Optional.empty();
  private Optional<Long> stopSent = Optional.empty();
  private long lastSeen;
  private boolean leftoverStopped;

  StormyEcs(StormDice dice, StormClock clock) {
    this.dice = dice;
    this.clock = clock;
    knownAfter =
        dice.trouble("task missing for minutes", 5)
            ? dice.between(0, 240_000)
            : dice.between(0, 3_000);
    listedAfter = dice.between(0, 3_000);
    outageFrom =
        dice.trouble("ECS out for minutes", 6) ? dice.between(0, 200_000) : Long.MAX_VALUE / 2;
    outageTo = outageFrom + dice.between(0, 500_000);
    beside = dice.trouble("essential sidecar beside a migration that is not", 15);
  }

  /** Another run begins. */
  void reopen() {
    looks.clear();
    endSeen = Optional.empty();
    leftoverStopped = false;
    stopSent = Optional.empty();
    lastSeen = clock.millis();
  }

  @Override
  public TaskTemplate template(EnvironmentSettings environment) {
    return beside
        ? PlainTemplate.notEssential("flyway", SIDECAR)
        : PlainTemplate.withAgent("flyway", SIDECAR);
  }

  @Override
  public PreparedTask prepare(TaskTemplate template, TaskSpec spec) {
    clock.pass(dice.between(50, 1_000));
    boolean neverRoom = dice.percent(4);
    boolean neverAnswers = dice.percent(4);
    int luck = dice.between(0, 60);
    return () -> {
      clock.pass(dice.between(50, 1_000));
      int fortune = dice.between(0, 99);
      if (fortune < luck / 3 || neverRoom) {
        dice.count("RunTask has no room");
        return new LaunchResult.Retryable(
            Problem.of("cluster staging has no room for the task", "retry the job"));
      }
      if (fortune < luck / 3 + 1) {
        throw new RefusedException(Problem.of("could not start the task: denied", "allow it"));
      }
      if (fortune < luck / 2) {
        return lost();
      }
      StormTask task =
          byToken.computeIfAbsent(
              spec.clientToken(),
              token -> new StormTask(dice, clock, name(byToken.size()), spec, beside));
      if (fortune < luck || neverAnswers) {
        return lost();
      }
      lastSeen = clock.millis();
      return new LaunchResult.Started(task.name());
    };
  }

  private LaunchResult lost() {
    dice.count("RunTask answer lost");
    clock.pass(dice.percent(20) ? dice.between(0, 30_000) : 0);
    return new LaunchResult.Indeterminate(
        Problem.of("could not start the task: AWS cannot be reached", "retry the job"));
  }

  private static RunningTask name(int number) {
    return new RunningTask(
        "arn:aws:ecs:eu-west-1:123456789012:task/staging/" + number,
        "staging",
        "flyway:41",
        "flyway");
  }

  private static NotStartedException notStarted(String cause) {
    return new NotStartedException(Problem.of(cause, "retry the job"));
  }

  @Override
  public TaskLookup lookUp(RunningTask name) {
    clock.pass(dice.between(5, 150));
    long now = clock.millis();
    looks.add(now);
    StormTask task = task(name);
    if (dice.trouble("DescribeTasks fails", 10) || (now >= outageFrom && now < outageTo)) {
      return new TaskLookup.Unavailable("Rate exceeded");
    }
    if (now < task.created() + knownAfter || dice.trouble("DescribeTasks says MISSING", 3)) {
      return new TaskLookup.NotFound();
    }
    lastSeen = now;
    long past = now - (dice.trouble("description out of date", 20) ? dice.between(0, 3_000) : 0);
    TaskLookup.Found seen = new TaskLookup.Found(task.at(past));
    if (seen.state().over("flyway")) {
      endSeen = endSeen.or(() -> Optional.of(now));
    }
    return seen;
  }

  @Override
  public List<FoundTask> find(
      String cluster, String startedBy, boolean alive, TaskTemplate template) {
    clock.pass(dice.between(5, 150));
    if (dice.trouble("ListTasks fails", 3)) {
      throw notStarted("could not look for other migrations: AWS cannot be reached");
    }
    long now = clock.millis();
    return byToken.values().stream()
        .filter(task -> now >= task.created() + listedAfter)
        .filter(task -> alive == isToRun(task))
        .map(this::known)
        .sorted(Comparator.comparing(FoundTask::createdAt).reversed())
        .toList();
  }

  /** ECS' desired status: a task that stops already is not to run. */
  boolean isToRun(StormTask task) {
    return task.isWanted(clock.millis()) && !stopping.contains(task);
  }

  private FoundTask known(StormTask task) {
    return new FoundTask(
        task.name(),
        task.spec().container().image(),
        task.spec().container().command(),
        task.at(clock.millis()),
        task.createdAt());
  }

  @Override
  public Optional<FoundTask> named(String cluster, String name, TaskTemplate template) {
    return byToken.values().stream()
        .filter(task -> task.name().id().equals(name))
        .findFirst()
        .map(this::known);
  }

  @Override
  public boolean isOf(FoundTask task, TaskTemplate template) {
    return true;
  }

  @Override
  public void stop(RunningTask name, String reason) {
    clock.pass(dice.between(5, 150));
    if (reason.equals(Leftover.REASON)) {
      assertThat(task(name).isToRun(clock.millis())).as("stopped while it migrates").isFalse();
      leftoverStopped = true;
    } else {
      assertThat(reason).isEqualTo(CancellationHandler.REASON);
      stopSent = Optional.of(lastSeen);
    }
    boolean lost = dice.trouble("StopTask answer lost", 10);
    if (!lost || dice.percent(50)) {
      task(name).stop(clock.millis());
      stopping.add(task(name));
    }
    if (lost) {
      throw notStarted("could not stop the task: AWS cannot be reached");
    }
  }

  StormTask task(RunningTask name) {
    return byToken.values().stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  List<StormTask> tasks() {
    return List.copyOf(byToken.values());
  }

  List<Long> looks() {
    return looks;
  }

  /** When this run was told that the migration has ended. */
  Optional<Long> endSeen() {
    return endSeen;
  }

  /** Whether this run has asked to stop what a sidecar kept alive. */
  boolean leftoverStopped() {
    return leftoverStopped;
  }

  /** When this run had last been told of the task when it stopped it. */
  Optional<Long> seenBeforeStop() {
    return stopSent;
  }

  /** When this run was last told anything of the task. */
  long lastSeen() {
    return lastSeen;
  }
}
