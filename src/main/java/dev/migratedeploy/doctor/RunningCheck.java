package dev.migratedeploy.doctor;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.deploy.request.TaskKeys;
import dev.migratedeploy.support.OwnCommand;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a migration of this environment runs already. */
public record RunningCheck(EnvironmentSettings environment, CiContext ci, Tasks tasks) {
  static final String OTHER = "other migration";

  /** Looks for tasks that run or are about to. */
  public void into(Checklist list, TaskTemplate template) {
    list.find(OTHER, () -> running(template)).ifPresent(found -> weigh(list, found));
  }

  private List<FoundTask> running(TaskTemplate template) {
    return tasks.find(
        environment.cluster(), TaskKeys.startedBy(ci, environment.name()), true, template);
  }

  private void weigh(Checklist list, List<FoundTask> running) {
    if (running.isEmpty()) {
      list.ok(OTHER, "none is running");
      return;
    }
    list.warning(
        OTHER,
        running.stream()
            .map(task -> "task " + task.task().id() + " is " + task.state().status())
            .collect(Collectors.joining(", ")),
        "a deploy waits for it; look at it with " + OwnCommand.of("logs", environment.name()));
  }
}
