package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the main job asks of ECS. */
public interface Tasks {
  /** How many tasks one look takes (API_DescribeTasks). */
  int MOST_LOOKED_UP = 100;

  /**
   * Looks whether the environment's cluster, task definition and container exist; changes nothing.
   *
   * @throws RefusedException if one of them does not exist or must not be read
   */
  TaskTemplate template(EnvironmentSettings environment);

  /**
   * Registers the template with another image, if no revision has exactly that content, and makes
   * ready to start it.
   *
   * @throws RefusedException if ECS does not take the revision
   * @throws NotStartedException if ECS cannot be asked
   */
  PreparedTask prepare(TaskTemplate template, TaskSpec spec);

  /**
   * The tasks that were started under a name, newest first.
   *
   * @param alive those that run or are about to; else those that have stopped within about an hour,
   *     which is as long as ECS remembers them
   */
  List<FoundTask> find(String cluster, String startedBy, boolean alive, TaskTemplate template);

  /**
   * One task.
   *
   * @param name its id or ARN
   * @return empty if the cluster has no such task, or ECS has forgotten it
   */
  Optional<FoundTask> named(String cluster, String name, TaskTemplate template);

  /**
   * Whether a task that was found runs as a task of the template with that image would: everybody
   * who may call RunTask can give a task any name, and another definition with it. Costs a request.
   *
   * @return false also if ECS does not tell
   */
  boolean isOf(FoundTask task, TaskTemplate template);

  /**
   * Asks ECS to stop a task: SIGTERM, and SIGKILL after the container's stopTimeout.
   *
   * @param reason is shown in the console as why it stopped
   */
  void stop(RunningTask task, String reason);

  /** One look at a task; never throws for a failed look. */
  TaskLookup lookUp(RunningTask task);

  /**
   * One look at many tasks of one cluster, a request for a hundred of them; never throws for a
   * failed look.
   *
   * @return by ARN, in the order of the tasks
   */
  default Map<String, TaskLookup> lookUp(List<RunningTask> tasks) {
    Map<String, TaskLookup> found = new LinkedHashMap<>();
    tasks.forEach(task -> found.put(task.arn(), lookUp(task)));
    return found;
  }
}
