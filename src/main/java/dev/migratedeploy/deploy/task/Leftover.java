package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.verdict.ProblemException;
import java.util.stream.Collectors;

/**
 * What another container keeps alive after the migration container's end. ECS stops a task itself
 * if one of its essential containers has ended.
 */
public final class Leftover {
  /** Shown in the console as why the task stopped. */
  public static final String REASON = "migrate-deploy: the migration container has ended";

  private final Tasks tasks;
  private final TaskTemplate template;
  private final DeployListener listener;

  Leftover(Tasks tasks, TaskTemplate template, DeployListener listener) {
    this.tasks = tasks;
    this.template = template;
    this.listener = listener;
  }

  /** Whether a task goes on after its migration container's end, and nothing else will end it. */
  public static boolean isLeft(MonitorResult exit, RunningTask task, TaskTemplate template) {
    return exit instanceof MonitorResult.Stopped stopped
        && !stopped.state().stopped()
        && stopped.state().stopCode().isEmpty()
        && !template.isEssential(task.container());
  }

  /** Asks ECS to stop it; nothing waits for that. */
  void stop(RunningTask task, MonitorResult exit) {
    if (!isLeft(exit, task, template) || !(exit instanceof MonitorResult.Stopped stopped)) {
      return;
    }
    listener.on(
        new Noted(
            task,
            "the migration container has ended; stopping the task, which "
                + others(stopped.state(), task)
                + " would keep running"));
    try {
      tasks.stop(task, REASON);
    } catch (ProblemException e) {
      listener.on(new Noted(task, e.problem().cause()));
    }
  }

  private static String others(TaskState state, RunningTask task) {
    return state.containers().stream()
        .filter(other -> !other.name().equals(task.container()))
        .filter(other -> !other.status().equals("STOPPED"))
        .map(ContainerState::name)
        .collect(Collectors.joining(", "));
  }
}
