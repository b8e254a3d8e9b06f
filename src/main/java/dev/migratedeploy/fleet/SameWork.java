package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.deploy.request.IfRunning;
import dev.migratedeploy.deploy.request.TaskKeys;
import dev.migratedeploy.deploy.request.TaskTargets;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Wave;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of the environment's tasks do what this run would do. Their name says nothing. */
final class SameWork {
  private final FleetWork work;
  private final Tasks tasks;
  private final Map<String, Wave> waves = new HashMap<>();
  private final Map<String, Target> targets = new HashMap<>();

  /** By definition: all tasks of a fleet have the same one. */
  private final Map<String, Boolean> definitions = new HashMap<>();

  SameWork(FleetWork work, Tasks tasks) {
    this.work = work;
    this.tasks = tasks;
    for (Wave wave : work.request().targets().waves()) {
      for (Target target : wave.targets()) {
        waves.put(target.name(), wave);
        targets.put(target.name(), target);
      }
    }
  }

  /** Whether a task of another job is followed if it does this work; else it is waited for. */
  boolean mayBeFollowed() {
    IfRunning policy = work.request().ifRunning();
    return policy == IfRunning.AUTO || policy == IfRunning.ATTACH;
  }

  /** The environment's tasks, newest first; see {@link Tasks#find}. */
  List<FoundTask> find(boolean alive) {
    return tasks.find(
        work.request().environment().cluster(),
        TaskKeys.startedBy(work.request().ci(), work.environment()),
        alive,
        work.template());
  }

  /**
   * The databases of a task that runs this image and command, for databases of this run with the
   * same variables, and of one wave; empty for any other task.
   */
  Optional<TargetGroup> group(FoundTask task) {
    if (!task.image().equals(work.image().reference())
        || !task.command().equals(work.request().command())) {
      return Optional.empty();
    }
    Optional<TaskTargets> rows = TaskTargets.of(task).filter(found -> !found.none());
    return rows.flatMap(this::group)
        .filter(group -> does(group, rows.orElseThrow()))
        .filter(group -> definitions.computeIfAbsent(key(task), key -> isOf(task)));
  }

  private Optional<TargetGroup> group(TaskTargets rows) {
    List<String> names = rows.names();
    Set<Wave> of = new HashSet<>();
    for (String name : names) {
      Wave wave = waves.get(name);
      if (wave == null) {
        return Optional.empty();
      }
      of.add(wave);
    }
    return of.size() == 1
        ? Optional.of(
            new TargetGroup(
                of.iterator().next().name(),
                names.stream()
                    .flatMap(name -> Optional.ofNullable(targets.get(name)).stream())
                    .toList()))
        : Optional.empty();
  }

  private boolean does(TargetGroup group, TaskTargets rows) {
    return TaskTargets.of(work.of(group).targets()).equals(rows);
  }

  private boolean isOf(FoundTask task) {
    return tasks.isOf(task, work.template());
  }

  private static String key(FoundTask task) {
    return task.task().definition() + " " + task.image();
  }
}
