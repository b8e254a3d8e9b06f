package dev.migratedeploy.deploy;

import dev.migratedeploy.task.ContainerState;
import dev.migratedeploy.task.TaskState;
import java.util.Optional;

/** What ended a container from outside while it ran. */
record Interruption(String sentence, String next) {
  private static final int KILLED = 137;

  static Optional<Interruption> of(TaskState state, ContainerState container) {
    String reason = container.reason().orElse("");
    if (reason.contains("OutOfMemory")) {
      return Optional.of(
          new Interruption(
              "the container ran out of memory",
              "give the task or the container more memory in the task definition"));
    }
    return switch (state.stopCode().orElse("")) {
      case "SpotInterruption", "TerminationNotice" ->
          Optional.of(
              new Interruption(
                  "AWS took the capacity away while the container ran: "
                      + state.stoppedReason().orElse("Spot interruption"),
                  "run migrations on FARGATE, not on Spot"));
      case "InfrastructureHealth" ->
          Optional.of(
              new Interruption(
                  "the host of the container failed while it ran: "
                      + state.stoppedReason().orElse("no reason given"),
                  "look at the database first"));
      case "UserInitiated" ->
          Optional.of(
              new Interruption(
                  "the task was stopped by a user while the container ran: "
                      + state.stoppedReason().orElse("no reason given"),
                  "ask who stopped it (StopTask in CloudTrail)"));
      default ->
          container.exitCode().filter(code -> code == KILLED).isPresent()
              ? Optional.of(
                  new Interruption(
                      "the container was killed (exit code 137), most often for want of memory",
                      "give the task more memory in the task definition"))
              : Optional.empty();
    };
  }
}
