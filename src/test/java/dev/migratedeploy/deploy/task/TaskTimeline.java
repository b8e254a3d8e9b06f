package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.PreparedTask;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.aws.ecs.TaskSpec;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.support.VirtualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** An ECS in which one task is in known states at known times. */
final class TaskTimeline implements Tasks {
  private final VirtualTicker ticker;
  private final TreeMap<Duration, TaskLookup> sightings = new TreeMap<>();
  private final TreeMap<Duration, TaskLookup> whenStopped = new TreeMap<>();
  private final List<Duration> looks = new ArrayList<>();
  private final List<Duration> stops = new ArrayList<>();

  TaskTimeline(VirtualTicker ticker) {
    this.ticker = ticker;
    sightings.put(Duration.ZERO, new TaskLookup.NotFound());
  }

  TaskTimeline from(int second, TaskLookup sighting) {
    sightings.put(Duration.ofSeconds(second), sighting);
    return this;
  }

  TaskTimeline from(Duration when, TaskState state) {
    sightings.put(when, new TaskLookup.Found(state));
    return this;
  }

  TaskTimeline from(int second, TaskState state) {
    return from(second, new TaskLookup.Found(state));
  }

  /** When the task was looked at. */
  List<Duration> looks() {
    return looks;
  }

  @Override
  public TaskLookup lookUp(RunningTask task) {
    looks.add(ticker.elapsed());
    return sightings.floorEntry(ticker.elapsed()).getValue();
  }

  @Override
  public List<FoundTask> find(
      String cluster, String startedBy, boolean alive, TaskTemplate template) {
    throw new UnsupportedOperationException("a task that is watched was found before");
  }

  @Override
  public Optional<FoundTask> named(String cluster, String name, TaskTemplate template) {
    throw new UnsupportedOperationException("a task that is watched was found before");
  }

  @Override
  public boolean isOf(FoundTask task, TaskTemplate template) {
    return true;
  }

  @Override
  public void stop(RunningTask task, String reason) {
    stops.add(ticker.elapsed());
    whenStopped.forEach((after, sighting) -> sightings.put(ticker.elapsed().plus(after), sighting));
  }

  /** What is seen some time after the task was asked to stop. */
  TaskTimeline afterStop(Duration after, TaskState state) {
    whenStopped.put(after, new TaskLookup.Found(state));
    return this;
  }

  /** When the task was asked to stop. */
  List<Duration> stops() {
    return stops;
  }

  @Override
  public TaskTemplate template(EnvironmentSettings environment) {
    throw new UnsupportedOperationException("a task that is watched was started before");
  }

  @Override
  public PreparedTask prepare(TaskTemplate template, TaskSpec spec) {
    throw new UnsupportedOperationException("a task that is watched was started before");
  }
}
