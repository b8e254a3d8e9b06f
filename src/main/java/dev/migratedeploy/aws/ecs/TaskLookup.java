package dev.migratedeploy.aws.ecs;

/** What one look at the task gave. */
public sealed interface TaskLookup {
  /** ECS described it. */
  record Found(TaskState state) implements TaskLookup {}

  /** ECS does not know it: not yet, or no longer (about an hour after it has stopped). */
  record NotFound() implements TaskLookup {}

  /**
   * ECS did not answer usefully.
   *
   * @param throttled whether there were too many calls
   */
  record Unavailable(String reason, boolean throttled) implements TaskLookup {
    /** For any reason but too many calls. */
    public Unavailable(String reason) {
      this(reason, false);
    }
  }
}
