package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import java.util.Optional;

/** What ended a container from outside while it ran. */
record ContainerStopReason(String sentence, String next) {
  /** 128 and SIGKILL. */
  private static final int KILLED = 137;

  /** 128 and SIGTERM. */
  private static final int TERMINATED = 143;

  static Optional<ContainerStopReason> of(
      TaskState state, ContainerState container, TaskTemplate template) {
    String reason = container.reason().orElse("");
    if (reason.contains("OutOfMemory")) {
      return Optional.of(
          new ContainerStopReason(
              "the container ran out of memory",
              "give the task or the container more memory in the task definition"));
    }
    return switch (state.stopCode().orElse("")) {
      case "SpotInterruption", "TerminationNotice" ->
          Optional.of(
              new ContainerStopReason(
                  "AWS took the capacity away while the container ran: "
                      + state.stoppedReason().orElse("Spot interruption"),
                  "run migrations on FARGATE, not on Spot"));
      case "InfrastructureHealth" ->
          Optional.of(
              new ContainerStopReason(
                  "the host of the container failed while it ran: "
                      + state.stoppedReason().orElse("no reason given"),
                  "look at the database first"));
      case "UserInitiated" -> byUser(state, container, template);
      default -> killed(state, container, template);
    };
  }

  private static Optional<ContainerStopReason> byUser(
      TaskState state, ContainerState container, TaskTemplate template) {
    return switch (state.stoppedReason().orElse("")) {
      case CancellationHandler.REASON ->
          Optional.of(
              new ContainerStopReason(
                  "the job was cancelled; the task was stopped (--on-cancel stop)",
                  "see above how far Flyway came, then retry the job"));
      case Precedence.REASON ->
          Optional.of(
              new ContainerStopReason(
                  "the task was stopped because another migration of this environment was started"
                      + " in the same moment",
                  "retry the job when that one has ended"));
      case Leftover.REASON -> killed(state, container, template);
      default ->
          Optional.of(
              new ContainerStopReason(
                  "the task was stopped by a user while the container ran: "
                      + state.stoppedReason().orElse("no reason given"),
                  "ask who stopped it (StopTask in CloudTrail)"));
    };
  }

  private static Optional<ContainerStopReason> killed(
      TaskState state, ContainerState container, TaskTemplate template) {
    if (container.exitCode().filter(code -> !isSignal(code)).isPresent()) {
      return Optional.empty();
    }
    return state.containers().stream()
        .filter(other -> !other.name().equals(container.name()))
        .filter(other -> template.isEssential(other.name()))
        .filter(other -> other.exitCode().filter(code -> !isSignal(code)).isPresent())
        .findFirst()
        .map(other -> after(other))
        .or(
            () ->
                container
                    .exitCode()
                    .filter(code -> code == KILLED)
                    .map(
                        code ->
                            new ContainerStopReason(
                                "the container was killed (exit code 137), most often because it"
                                    + " ran out of memory",
                                "give the task more memory in the task definition")));
  }

  /** ECS stops every container of a task when an essential one has ended. */
  private static ContainerStopReason after(ContainerState other) {
    return new ContainerStopReason(
        "ECS stopped the migration because the essential container "
            + other.name()
            + " had ended first, with exit code "
            + other.exitCode().orElseThrow()
            + other.reason().map(reason -> " (" + reason + ")").orElse(""),
        "find out why "
            + other.name()
            + " ends, or set essential: false for it in the task definition; then retry the job");
  }

  private static boolean isSignal(int code) {
    return code == KILLED || code == TERMINATED;
  }
}
