package dev.migratedeploy.localcloud.aws;

import java.util.Optional;

/** A task's containers could not be started; the message becomes the task's stoppedReason. */
final class LocalStartFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean ofContainer;

  private LocalStartFailure(String stoppedReason, boolean ofContainer) {
    super(stoppedReason);
    this.ofContainer = ofContainer;
  }

  static LocalStartFailure ofTask(String stoppedReason) {
    return new LocalStartFailure(stoppedReason, false);
  }

  /** One that ECS also names as the container's reason. */
  static LocalStartFailure ofContainer(String stoppedReason) {
    return new LocalStartFailure(stoppedReason, true);
  }

  String stoppedReason() {
    return Optional.ofNullable(getMessage()).orElse("");
  }

  Optional<String> containerReason() {
    return ofContainer ? Optional.of(stoppedReason()) : Optional.empty();
  }
}
