package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.event.DeployEvent.TaskStateChanged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The task that ran. */
record TaskJson(
    String arn, String cluster, String definition, String container, List<State> states) {
  /**
   * A status of it.
   *
   * @param afterMs since RunTask
   */
  record State(
      String status, long afterMs, @Nullable String stopCode, @Nullable String stoppedReason) {
    static State of(TaskStateChanged changed) {
      return new State(
          changed.state().status(),
          changed.elapsed().toMillis(),
          orNull(changed.state().stopCode()),
          orNull(changed.state().stoppedReason()));
    }
  }

  /**
   * Its log.
   *
   * @param lines seen
   * @param written from the end line
   * @param unreadable why it could not be read
   */
  record Log(long lines, @Nullable Long written, boolean complete, @Nullable String unreadable) {
    static Log of(LogSummary log) {
      return new Log(
          log.lines(),
          orNull(log.end().map(EndMarker::lines)),
          log.complete(),
          orNull(log.unreadable()));
    }
  }

  static TaskJson of(RunningTask task, List<TaskStateChanged> states) {
    return new TaskJson(
        task.arn(),
        task.cluster(),
        task.definition(),
        task.container(),
        states.stream().map(State::of).toList());
  }
}
