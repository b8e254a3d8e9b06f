package dev.migratedeploy.task;

import java.time.Instant;
import java.util.List;

/**
 * A task that was found in ECS.
 *
 * @param image what its migration container was told to run, as its task definition has it
 * @param command the arguments that RunTask gave the container
 * @param createdAt when RunTask accepted it
 */
public record KnownTask(
    RunningTask task, String image, List<String> command, TaskState state, Instant createdAt) {
  public KnownTask {
    command = List.copyOf(command);
  }

  /** The digest that the image is named by; empty where it is named by a tag. */
  public String imageDigest() {
    int at = image.indexOf('@');
    return at < 0 ? "" : image.substring(at + 1);
  }
}
