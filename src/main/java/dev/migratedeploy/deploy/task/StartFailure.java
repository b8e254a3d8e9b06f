package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.causes.Cause;
import dev.migratedeploy.aws.causes.StartCauses;
import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.List;
import java.util.Optional;

/** Why a container never ran, in words, with what fixes it. */
final class StartFailure {
  private StartFailure() {}

  static VerdictDetails explain(TaskState state, Optional<ContainerState> container) {
    Optional<String> ofContainer = container.flatMap(ContainerState::reason);
    Optional<Cause> known =
        ofContainer
            .flatMap(StartCauses::of)
            .or(() -> state.stoppedReason().flatMap(StartCauses::of));
    String words =
        ofContainer.or(state::stoppedReason).or(state::stopCode).orElse("ECS gives no reason");
    return known
        .map(cause -> VerdictDetails.of(cause.sentence()).next(cause.next()))
        .orElseGet(() -> other(state))
        .details(List.of(words.strip()))
        .state(
            known.filter(cause -> !cause.passes()).isPresent()
                ? "nothing was applied; a retry is safe, but fails again until this is fixed"
                : "nothing was applied; a retry is safe");
  }

  private static VerdictDetails other(TaskState state) {
    return VerdictDetails.of(
            state.stopCode().filter("UserInitiated"::equals).isPresent()
                ? "the task was stopped by a user before its container ran"
                : "the container never ran")
        .next("read what ECS says, fix it, and retry the job");
  }
}
