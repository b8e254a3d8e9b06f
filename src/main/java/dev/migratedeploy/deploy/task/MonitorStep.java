package dev.migratedeploy.deploy.task;

import dev.migratedeploy.deploy.event.DeployEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of one step of a {@link TaskMonitor}.
 *
 * @param events what happened, in order
 * @param next what is to be asked; says nothing once there is a result
 * @param result how the watch ended, if it has
 */
public record MonitorStep(List<DeployEvent> events, Requests next, Optional<MonitorResult> result) {
  public MonitorStep {
    events = List.copyOf(events);
  }

  /**
   * What is to be asked, not before its time; later is fine, where others wait for their turn too.
   *
   * @param lookUp when to look the task up; absent if ECS has told all
   * @param readLog when to read the log; absent if the task has none yet, or none to read
   * @param token where the log goes on
   * @param sendStop whether StopTask is to be sent, which is asked for once
   * @param notBegun whether no container has begun to run
   * @param step when to step at the latest, whatever was answered by then
   */
  public record Requests(
      Optional<Instant> lookUp,
      Optional<Instant> readLog,
      Optional<String> token,
      boolean sendStop,
      boolean notBegun,
      Instant step) {
    /** Nothing, since there is a result. */
    static Requests none(Instant now) {
      return new Requests(Optional.empty(), Optional.empty(), Optional.empty(), false, false, now);
    }

    /** When the first of it is due. */
    Instant first() {
      return Stream.of(lookUp, readLog)
          .flatMap(Optional::stream)
          .reduce(step, (one, other) -> one.isBefore(other) ? one : other);
    }
  }
}
