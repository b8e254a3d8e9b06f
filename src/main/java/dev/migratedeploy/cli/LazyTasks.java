package dev.migratedeploy.cli;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.PreparedTask;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.aws.ecs.TaskSpec;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.support.Prefetch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tasks whose client is made on another thread while GitLab is asked: the AWS SDK needs a good part
 * of a second for it.
 */
final class LazyTasks implements Tasks {
  private final Prefetch<Tasks> tasks;

  LazyTasks(Prefetch<Tasks> tasks) {
    this.tasks = tasks;
  }

  @Override
  public TaskTemplate template(EnvironmentSettings environment) {
    return tasks.get().template(environment);
  }

  @Override
  public PreparedTask prepare(TaskTemplate template, TaskSpec spec) {
    return tasks.get().prepare(template, spec);
  }

  @Override
  public List<FoundTask> find(
      String cluster, String startedBy, boolean alive, TaskTemplate template) {
    return tasks.get().find(cluster, startedBy, alive, template);
  }

  @Override
  public Optional<FoundTask> named(String cluster, String name, TaskTemplate template) {
    return tasks.get().named(cluster, name, template);
  }

  @Override
  public boolean isOf(FoundTask task, TaskTemplate template) {
    return tasks.get().isOf(task, template);
  }

  @Override
  public void stop(RunningTask task, String reason) {
    tasks.get().stop(task, reason);
  }

  @Override
  public TaskLookup lookUp(RunningTask task) {
    return tasks.get().lookUp(task);
  }

  @Override
  public Map<String, TaskLookup> lookUp(List<RunningTask> many) {
    return tasks.get().lookUp(many);
  }
}
