package dev.migratedeploy.aws.ecs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A task that was found in ECS.
 *
 * @param image what its migration container was told to run, as its task definition has it; empty
 *     if that is not known
 * @param command the arguments that RunTask gave the container
 * @param overridden what RunTask gave the task beside that: the names of variables, of any of its
 *     containers, and of other fields
 * @param variables those that RunTask gave its migration container, with their values
 * @param createdAt when RunTask accepted it; after all time where ECS does not describe it yet
 */
public record FoundTask(
    RunningTask task,
    String image,
    List<String> command,
    Set<String> overridden,
    Map<String, String> variables,
    TaskState state,
    Instant createdAt) {
  public FoundTask {
    command = List.copyOf(command);
    overridden = Set.copyOf(overridden);
    variables = Map.copyOf(variables);
  }

  /** A task of which nothing but the command is overridden. */
  public FoundTask(
      RunningTask task, String image, List<String> command, TaskState state, Instant createdAt) {
    this(task, image, command, Set.of(), Map.of(), state, createdAt);
  }

  /** A task that was given no variables. */
  public FoundTask(
      RunningTask task,
      String image,
      List<String> command,
      Set<String> overridden,
      TaskState state,
      Instant createdAt) {
    this(task, image, command, overridden, Map.of(), state, createdAt);
  }

  /** Whether its migration has ended, even if the task has not. */
  public boolean over() {
    return state.over(task.container());
  }

  /** Whether ECS says that nothing of it can run yet; not if ECS does not describe it. */
  public boolean isProvisioning() {
    return state.status().equals("PROVISIONING") && createdAt.isBefore(Instant.MAX);
  }

  /** Whether its migration may have begun. */
  public boolean mayHaveRun() {
    return state.mayHaveRun(task.container());
  }

  /** The digest that the image is named by; empty if it is named by a tag. */
  public String imageDigest() {
    int at = image.indexOf('@');
    return at < 0 ? "" : image.substring(at + 1);
  }
}
