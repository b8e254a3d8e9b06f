package dev.migratedeploy.cli;

import dev.migratedeploy.problem.ProblemException;
import dev.migratedeploy.settings.EnvironmentSettings;
import dev.migratedeploy.task.KnownTask;
import dev.migratedeploy.task.RunningTask;
import dev.migratedeploy.task.Sighting;
import dev.migratedeploy.task.TaskSpec;
import dev.migratedeploy.task.TaskStart;
import dev.migratedeploy.task.TaskTemplate;
import dev.migratedeploy.task.Tasks;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Tasks whose client is made on another thread while GitLab is asked: the AWS SDK needs a good part
 * of a second for it.
 */
final class LaterTasks implements Tasks {
  private final CompletableFuture<Tasks> tasks;

  LaterTasks(Supplier<Tasks> tasks) {
    this.tasks = CompletableFuture.supplyAsync(tasks);
  }

  @Override
  public TaskTemplate template(EnvironmentSettings environment) {
    return now().template(environment);
  }

  @Override
  public TaskStart prepare(TaskTemplate template, TaskSpec spec) {
    return now().prepare(template, spec);
  }

  @Override
  public List<KnownTask> find(
      String cluster, String startedBy, boolean alive, TaskTemplate template) {
    return now().find(cluster, startedBy, alive, template);
  }

  @Override
  public Optional<KnownTask> named(String cluster, String name, TaskTemplate template) {
    return now().named(cluster, name, template);
  }

  @Override
  public void stop(RunningTask task, String reason) {
    now().stop(task, reason);
  }

  @Override
  public Sighting look(RunningTask task) {
    return now().look(task);
  }

  private Tasks now() {
    try {
      return tasks.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw e;
    }
  }
}
