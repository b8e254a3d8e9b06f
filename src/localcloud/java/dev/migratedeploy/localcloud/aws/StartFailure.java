package dev.migratedeploy.localcloud.aws;

import java.util.Optional;

/** A task's containers could not be started; the message becomes the task's stoppedReason. */
final class StartFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean ofContainer;

  private StartFailure(String stoppedReason, boolean ofContainer) {
    super(stoppedReason);
    this.ofContainer = ofContainer;
  }

  static StartFailure ofTask(String stoppedReason) {
    return new StartFailure(stoppedReason, false);
  }

  /** One that ECS also names as the container's reason. */
  static StartFailure ofContainer(String stoppedReason) {
    return new StartFailure(stoppedReason, true);
  }

  String stoppedReason() {
    return Optional.ofNullable(getMessage()).orElse("");
  }

  Optional<String> containerReason() {
    return ofContainer ? Optional.of(stoppedReason()) : Optional.empty();
  }
}
