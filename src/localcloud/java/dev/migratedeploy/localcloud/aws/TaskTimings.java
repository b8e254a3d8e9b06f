package dev.migratedeploy.localcloud.aws;

import java.time.Duration;

/**
 * How long a task of the local cloud takes for what takes seconds in the real one.
 *
 * @param capacity until a capacity provider has room for it: it has no containers before that
 * @param provisioning until the network interface is there
 * @param pending until the image is asked for
 * @param deprovisioning from the end of the last container to STOPPED
 * @param stopTimeout between SIGTERM and SIGKILL where a container definition names none
 */
public record TaskTimings(
    Duration capacity,
    Duration provisioning,
    Duration pending,
    Duration deprovisioning,
    Duration stopTimeout) {
  /** No waiting but ECS's own 30 seconds for a container that was asked to stop. */
  public static TaskTimings immediate() {
    return new TaskTimings(
        Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30));
  }

  public TaskTimings withCapacity(Duration duration) {
    return new TaskTimings(duration, provisioning, pending, deprovisioning, stopTimeout);
  }

  public TaskTimings withProvisioning(Duration duration) {
    return new TaskTimings(capacity, duration, pending, deprovisioning, stopTimeout);
  }

  public TaskTimings withPending(Duration duration) {
    return new TaskTimings(capacity, provisioning, duration, deprovisioning, stopTimeout);
  }

  public TaskTimings withDeprovisioning(Duration duration) {
    return new TaskTimings(capacity, provisioning, pending, duration, stopTimeout);
  }

  public TaskTimings withStopTimeout(Duration duration) {
    return new TaskTimings(capacity, provisioning, pending, deprovisioning, duration);
  }
}
