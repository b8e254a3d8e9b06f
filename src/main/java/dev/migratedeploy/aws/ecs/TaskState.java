package dev.migratedeploy.aws.ecs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task as ECS describes it.
 *
 * @param status PROVISIONING, PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING,
 *     STOPPED or DELETED (task lifecycle in the ECS developer guide)
 * @param stopCode why it stopped, such as {@code EssentialContainerExited}
 * @param stoppedReason the same in ECS' words
 * @param startedAt when the containers began to run
 * @param containers none while a capacity provider has no room for the task
 * @param pull of its images, as soon as it has begun
 */
public record TaskState(
    String status,
    Optional<String> stopCode,
    Optional<String> stoppedReason,
    Optional<Instant> startedAt,
    Optional<Instant> stoppedAt,
    List<ContainerState> containers,
    Optional<ImagePull> pull) {
  /**
   * How long the images were pulled, by ECS' clock.
   *
   * @param to absent until all of them are there
   */
  public record ImagePull(Instant from, Optional<Instant> to) {}

  /** A task that was accepted, and of which nothing else is known. */
  static final TaskState PROVISIONING =
      new TaskState(
          "PROVISIONING",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  public TaskState {
    containers = List.copyOf(containers);
  }

  /** One of whose images nothing is known. */
  public TaskState(
      String status,
      Optional<String> stopCode,
      Optional<String> stoppedReason,
      Optional<Instant> startedAt,
      Optional<Instant> stoppedAt,
      List<ContainerState> containers) {
    this(status, stopCode, stoppedReason, startedAt, stoppedAt, containers, Optional.empty());
  }

  /** Whether nothing of the task runs any more. */
  public boolean stopped() {
    return status.equals("STOPPED") || status.equals("DELETED");
  }

  /**
   * Whether a container's process has ended for certain: ECS has its exit code, whatever else of
   * the task still runs, or the task has stopped.
   */
  public boolean over(String container) {
    return stopped()
        || container(container)
            .filter(state -> state.status().equals("STOPPED") && state.exitCode().isPresent())
            .isPresent();
  }

  /** With what a container's process ended; absent if it has not, or ECS does not know. */
  public Optional<Integer> exitCode(String container) {
    return container(container).flatMap(ContainerState::exitCode);
  }

  /** Whether a container's process ended with success, as ECS says. */
  public boolean succeeded(String container) {
    return exitCode(container).filter(code -> code == 0).isPresent();
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
