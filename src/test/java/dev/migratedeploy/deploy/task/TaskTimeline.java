package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.KnownTask;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.Sighting;
import dev.migratedeploy.aws.ecs.TaskSpec;
import dev.migratedeploy.aws.ecs.TaskStart;
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
  private final TreeMap<Duration, Sighting> sightings = new TreeMap<>();
  private final TreeMap<Duration, Sighting> whenStopped = new TreeMap<>();
  private final List<Duration> looks = new ArrayList<>();
  private final List<Duration> stops = new ArrayList<>();

  TaskTimeline(VirtualTicker ticker) {
    this.ticker = ticker;
    sightings.put(Duration.ZERO, new Sighting.Missing());
  }

  TaskTimeline from(int second, Sighting sighting) {
    sightings.put(Duration.ofSeconds(second), sighting);
    return this;
  }

  TaskTimeline from(Duration when, TaskState state) {
    sightings.put(when, new Sighting.Seen(state));
    return this;
  }

  TaskTimeline from(int second, TaskState state) {
    return from(second, new Sighting.Seen(state));
  }

  /** When the task was looked at. */
  List<Duration> looks() {
    return looks;
  }

  @Override
  public Sighting look(RunningTask task) {
    looks.add(ticker.elapsed());
    return sightings.floorEntry(ticker.elapsed()).getValue();
  }

  @Override
  public List<KnownTask> find(
      String cluster, String startedBy, boolean alive, TaskTemplate template) {
    throw new UnsupportedOperationException("a task that is watched was found before");
  }

  @Override
  public Optional<KnownTask> named(String cluster, String name, TaskTemplate template) {
    throw new UnsupportedOperationException("a task that is watched was found before");
  }

  @Override
  public boolean isOf(KnownTask task, TaskTemplate template) {
    return true;
  }

  @Override
  public void stop(RunningTask task, String reason) {
    stops.add(ticker.elapsed());
    whenStopped.forEach((after, sighting) -> sightings.put(ticker.elapsed().plus(after), sighting));
  }

  /** What is seen some time after the task was asked to stop. */
  TaskTimeline afterStop(Duration after, TaskState state) {
    whenStopped.put(after, new Sighting.Seen(state));
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
  public TaskStart prepare(TaskTemplate template, TaskSpec spec) {
    throw new UnsupportedOperationException("a task that is watched was started before");
  }
}
