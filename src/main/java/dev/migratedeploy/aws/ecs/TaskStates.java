package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.aws.ecs.TaskState.ImagePull;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;

/** ECS' task in our words. */
final class TaskStates {
  private TaskStates() {}

  static TaskState of(Task task) {
    return new TaskState(
        task.lastStatus(),
        Optional.ofNullable(task.stopCodeAsString()),
        Optional.ofNullable(task.stoppedReason()),
        Optional.ofNullable(task.startedAt()),
        Optional.ofNullable(task.stoppedAt()),
        task.containers().stream().map(TaskStates::of).toList(),
        Optional.ofNullable(task.pullStartedAt())
            .map(from -> new ImagePull(from, Optional.ofNullable(task.pullStoppedAt()))));
  }

  private static ContainerState of(Container container) {
    return new ContainerState(
        container.name(),
        String.valueOf(container.lastStatus()),
        Optional.ofNullable(container.exitCode()),
        Optional.ofNullable(container.reason()),
        Optional.ofNullable(container.imageDigest()),
        Optional.ofNullable(container.runtimeId()));
  }
}
