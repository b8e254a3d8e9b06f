package dev.migratedeploy.localcloud.aws;

/** Why a task stops, in ECS's own words. The first cause is the one that is kept. */
record StopCause(String code, String reason) {
  static StopCause essentialContainerExited() {
    return new StopCause("EssentialContainerExited", "Essential container in task exited");
  }

  static StopCause failedToStart(LocalStartFailure failure) {
    return new StopCause("TaskFailedToStart", failure.stoppedReason());
  }

  static StopCause userInitiated(String reason) {
    return new StopCause("UserInitiated", reason);
  }
}
