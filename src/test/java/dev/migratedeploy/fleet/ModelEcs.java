package dev.migratedeploy.fleet;

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
import dev.migratedeploy.deploy.task.StormDice;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ECS as one job sees it: it loses answers, describes the past, and still keeps its promises. */
final class ModelEcs implements Tasks {
  private final ModelCloud cloud;
  private final String job;
  private final WaitableClock clock;
  private final Quotas quotas;
  private final StormDice dice;

  ModelEcs(ModelCloud cloud, String job, WaitableClock clock, Quotas quotas) {
    this.cloud = cloud;
    this.job = job;
    this.clock = clock;
    this.quotas = quotas;
    this.dice = cloud.dice();
  }

  private long call(int share) {
    if (cloud.calls().latency() > 0) {
      clock.sleep(Duration.ofMillis(dice.between(1, cloud.calls().latency() / share)));
    }
    return ModelCloud.millis(clock.now());
  }

  private boolean fails(String trouble) {
    return dice.trouble(trouble, cloud.calls().trouble());
  }

  @Override
  public TaskTemplate template(EnvironmentSettings environment) {
    return PlainTemplate.of("flyway");
  }

  @Override
  public PreparedTask prepare(TaskTemplate template, TaskSpec spec) {
    cloud.registered().add(template);
    return () -> attempt(spec);
  }

  private LaunchResult attempt(TaskSpec spec) {
    long now = call(1);
    if (!quotas.runTask(now)) {
      return new LaunchResult.Retryable(Problem.of("AWS throttles the account", "wait"), true);
    }
    if (fails("RunTask throttled")) {
      return new LaunchResult.Retryable(Problem.of("AWS throttles the account", "wait"), true);
    }
    if (!cloud.isStarted(spec.clientToken())) {
      if (!cloud.hasRoom(now)) {
        dice.count("no room");
        return new LaunchResult.Retryable(
            Problem.of("You've reached the limit on the number of vCPUs", "ask for more"));
      }
      if (cloud.calls().trouble() > 0 && dice.between(0, 1_500) == 0) {
        dice.count("RunTask refused");
        throw new RefusedException(Problem.of("could not start the task: denied", "allow it"));
      }
    }
    if (fails("RunTask lost before ECS")) {
      return lost();
    }
    ModelTask task = cloud.start(job, spec, now);
    return fails("RunTask answer lost") ? lost() : new LaunchResult.Started(task.name());
  }

  private static LaunchResult lost() {
    return new LaunchResult.Indeterminate(
        Problem.of("could not start the task: AWS cannot be reached", "retry the job"));
  }

  @Override
  public List<FoundTask> find(
      String cluster, String startedBy, boolean alive, TaskTemplate template) {
    long now = call(4);
    if (fails("ListTasks fails")) {
      throw new NotStartedException(Problem.of("could not look for tasks", "retry the job"));
    }
    List<FoundTask> found = cloud.find(alive, now);
    quotas.list(now, found.size());
    return found;
  }

  @Override
  public Optional<FoundTask> named(String cluster, String name, TaskTemplate template) {
    return Optional.empty();
  }

  @Override
  public boolean isOf(FoundTask task, TaskTemplate template) {
    return true;
  }

  @Override
  public void stop(RunningTask task, String reason) {
    long now = call(4);
    quotas.stopTask(now);
    boolean lost = fails("StopTask answer lost");
    if (!lost || dice.percent(50)) {
      cloud.task(task).stop(now, reason);
    }
    if (lost) {
      throw new NotStartedException(Problem.of("could not stop the task", "retry the job"));
    }
  }

  @Override
  public TaskLookup lookUp(RunningTask task) {
    throw new AssertionError("one look for all of them");
  }

  @Override
  public Map<String, TaskLookup> lookUp(List<RunningTask> tasks) {
    long now = call(4);
    Map<String, TaskLookup> found = new LinkedHashMap<>();
    boolean throttled = !quotas.describe(now) || fails("DescribeTasks throttled");
    for (RunningTask name : tasks) {
      ModelTask task = cloud.task(name);
      if (throttled) {
        found.put(name.arn(), new TaskLookup.Unavailable("Rate exceeded", true));
      } else if (!cloud.isKnown(task, now) || fails("task missing")) {
        found.put(name.arn(), new TaskLookup.NotFound());
      } else {
        int age = fails("description out of date") ? dice.between(0, 2_000) : 0;
        found.put(name.arn(), new TaskLookup.Found(task.at(Math.max(task.created(), now - age))));
      }
    }
    return found;
  }
}
