package dev.migratedeploy.deploy.event;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of one database of many.
 *
 * @param target its name
 * @param wave the name of its wave
 * @param verdict as for an environment of one database
 */
public record TargetResult(String target, String wave, Verdict verdict, Run run) {
  /** Whether no task was started for it: many may have the same cause. */
  public boolean isNotTried() {
    return verdict.is(Verdict.Kind.NOT_STARTED) && run.task().isEmpty();
  }

  /**
   * What is known of the run for it.
   *
   * @param task absent if none was started for it
   * @param versions what its schema was and is
   * @param applied the scripts that this run has applied
   * @param log how much of its part of the log was seen
   * @param took from its Flyway's first line to its last
   * @param passedOver whether an earlier run was found to have done it
   */
  public record Run(
      Optional<RunningTask> task,
      Versions versions,
      List<String> applied,
      Optional<LogSummary> log,
      Duration took,
      boolean passedOver) {
    /** None: it was not tried. */
    public static final Run NONE =
        new Run(
            Optional.empty(), Versions.UNKNOWN, List.of(), Optional.empty(), Duration.ZERO, false);

    public Run {
      applied = List.copyOf(applied);
    }
  }

  /**
   * Versions of a schema, as Flyway says them.
   *
   * @param before absent if it is not known
   * @param after the same
   */
  public record Versions(Optional<String> before, Optional<String> after) {
    public static final Versions UNKNOWN = new Versions(Optional.empty(), Optional.empty());
  }
}
