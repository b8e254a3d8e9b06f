package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.deploy.event.DeployEvent;
import java.time.Instant;
import java.util.List;

/** Takes in the log of a task. */
public interface LogListener {
  /**
   * Takes in the next line.
   *
   * @return what it tells
   */
  List<DeployEvent> line(RunningTask task, LogLine line, Instant now);

  /** What the task does now, as far as its lines tell. */
  CurrentWork current(Instant now);
}
