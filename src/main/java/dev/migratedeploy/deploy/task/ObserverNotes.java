package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.flyway.observer.Observed;
import java.util.Optional;

/** What the reader must know of an observer that was not heard to its end. */
final class ObserverNotes {
  /** What Flyway exits with; another code is that of a process that was ended from outside. */
  private static final int MOST = 2;

  private ObserverNotes() {}

  /** A sentence if a task came to its own end and its observer did not. */
  static Optional<String> of(RunningTask task, MonitorResult exit, Observed observed) {
    return cameToItsEnd(task, exit) ? of(observed) : Optional.empty();
  }

  private static boolean cameToItsEnd(RunningTask task, MonitorResult exit) {
    return exit instanceof MonitorResult.Stopped stopped
        && stopped
            .state()
            .container(task.container())
            .flatMap(ContainerState::exitCode)
            .filter(code -> code <= MOST)
            .isPresent();
  }

  private static Optional<String> of(Observed observed) {
    String why = observed.coverage().why().orElse("");
    return switch (observed.trust()) {
      case ABSENT, WHOLE -> Optional.empty();
      case SILENT ->
          Optional.of("the observer did not speak: the verdict goes by what Flyway itself says");
      case INCOMPLETE ->
          Optional.of(
              "the observer was not heard to its end ("
                  + why
                  + "): the verdict goes by what Flyway itself says");
      case FORGED ->
          Optional.of(
              "a line of the observer is forged (" + why + "): nothing that it says is believed");
    };
  }
}
