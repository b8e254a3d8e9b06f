package dev.migratedeploy.aws.causes;

import java.util.Optional;

/**
 * Why a container never ran: the texts of stopped tasks (ECS guide, "Stopped tasks error codes").
 */
public final class StartCauses {
  /** What is about something definite comes first, and the runtime's general words at the end. */
  static final Causes TABLE =
      Causes.join(
          LogDriverCauses.TABLE,
          SecretCauses.TABLE,
          ImageCauses.TABLE,
          NetworkCauses.TABLE,
          RuntimeCauses.TABLE);

  private StartCauses() {}

  /**
   * The cause; empty if no table knows it.
   *
   * @param reason of the task, of the container, or both
   */
  public static Optional<Cause> of(String reason) {
    return PlacementCauses.of(reason).or(() -> TABLE.find(reason));
  }
}
