package dev.migratedeploy.deploy;

import dev.migratedeploy.aws.ecs.RunningTask;
import java.util.Optional;

/** How far a run has come: what a failure of it may have left at work. */
public sealed interface RunPhase {
  /** No task was asked for. */
  record NothingStarted() implements RunPhase {}

  /** No task is asked for: scripts are run on a database that the job has brought along. */
  record Rehearsing() implements RunPhase {}

  /**
   * RunTask was sent, and its answer was not seen.
   *
   * @param environment absent in a run that has not said what it deploys to
   */
  record StartSent(Optional<String> environment) implements RunPhase {}

  /** A task is known, and may be running or have ended. */
  record TaskStarted(Optional<String> environment, RunningTask task) implements RunPhase {}
}
