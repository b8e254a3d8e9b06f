package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.verdict.Problem;
import java.time.Instant;
import java.util.Optional;

/** What a {@link TaskMonitor} is told of the world around it. */
public sealed interface Observation {
  /**
   * What DescribeTasks said of the task, asked for it only or with up to 99 others.
   *
   * @param answered when it said so; an answer that was overtaken by a later one is no news
   */
  record LookedUp(Instant answered, TaskLookup lookup) implements Observation {}

  /**
   * What GetLogEvents said.
   *
   * @param asked when it was asked: only what is asked after the container's end can be the end
   * @param token with which it was asked; a page that was taken in before is no news
   */
  record LogRead(Instant asked, Optional<String> token, LogReading reading)
      implements Observation {}

  /** The job is to end, since then; to hear it again changes nothing. */
  record Cancelled(Instant since) implements Observation {}

  /**
   * StopTask was sent.
   *
   * @param failure why it is not known whether ECS has received it
   */
  record StopSent(Optional<Problem> failure) implements Observation {}
}
