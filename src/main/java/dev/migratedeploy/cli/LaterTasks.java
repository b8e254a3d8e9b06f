package dev.migratedeploy.cli;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.KnownTask;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.Sighting;
import dev.migratedeploy.aws.ecs.TaskSpec;
import dev.migratedeploy.aws.ecs.TaskStart;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.support.Ahead;
import java.util.List;
import java.util.Optional;

/**
 * Tasks whose client is made on another thread while GitLab is asked: the AWS SDK needs a good part
 * of a second for it.
 */
final class LaterTasks implements Tasks {
  private final Ahead<Tasks> tasks;

  LaterTasks(Ahead<Tasks> tasks) {
    this.tasks = tasks;
  }

  @Override
  public TaskTemplate template(EnvironmentSettings environment) {
    return tasks.get().template(environment);
  }

  @Override
  public TaskStart prepare(TaskTemplate template, TaskSpec spec) {
    return tasks.get().prepare(template, spec);
  }

  @Override
  public List<KnownTask> find(
      String cluster, String startedBy, boolean alive, TaskTemplate template) {
    return tasks.get().find(cluster, startedBy, alive, template);
  }

  @Override
  public Optional<KnownTask> named(String cluster, String name, TaskTemplate template) {
    return tasks.get().named(cluster, name, template);
  }

  @Override
  public boolean isOf(KnownTask task, TaskTemplate template) {
    return tasks.get().isOf(task, template);
  }

  @Override
  public void stop(RunningTask task, String reason) {
    tasks.get().stop(task, reason);
  }

  @Override
  public Sighting look(RunningTask task) {
    return tasks.get().look(task);
  }
}
