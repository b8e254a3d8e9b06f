package dev.migratedeploy.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task as ECS describes it.
 *
 * @param status PROVISIONING, PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING
 *     or STOPPED (task lifecycle in the ECS developer guide)
 * @param stopCode why it stopped, such as {@code EssentialContainerExited}
 * @param stoppedReason the same in ECS' words
 * @param startedAt when the containers began to run
 */
public record TaskState(
    String status,
    Optional<String> stopCode,
    Optional<String> stoppedReason,
    Optional<Instant> startedAt,
    Optional<Instant> stoppedAt,
    List<ContainerState> containers) {
  public TaskState {
    containers = List.copyOf(containers);
  }

  public boolean stopped() {
    return status.equals("STOPPED");
  }

  /** Whether the container's process may have begun: from here on SQL may have run. */
  public boolean mayHaveRun(String container) {
    return startedAt.isPresent()
        || status.equals("RUNNING")
        || container(container)
            .filter(state -> state.exitCode().isPresent() || state.status().equals("RUNNING"))
            .isPresent();
  }

  /** By name: sidecars, some of them injected by AWS, may stand first. */
  public Optional<ContainerState> container(String name) {
    return containers.stream().filter(container -> container.name().equals(name)).findFirst();
  }
}
