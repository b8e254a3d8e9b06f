package dev.migratedeploy.deploy;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.plan.Plan;
import dev.migratedeploy.plan.pending.EnvironmentStatus;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.List;

/**
 * Is told what happens as it happens: the job's output and the report files are written from it.
 */
public interface DeployListener {
  default void begun(RunInfo heading) {}

  /** Which scripts changed, of how many. */
  default void detected(ScriptChanges changes, int scripts) {}

  /**
   * What the rules for scripts found.
   *
   * @param folder of the scripts, below the repository's root; empty for the root itself
   */
  default void found(String folder, List<Finding> findings) {}

  /** {@code --dry-run}: what would have been done, a sentence each. */
  default void planned(List<String> actions) {}

  /** What a deploy would do, as the database's own history tells it. */
  default void forecast(Plan plan) {}

  /** What every environment lacks, in the order of the settings. */
  default void owed(List<EnvironmentStatus> debts) {}

  /** Something worth a line, such as what is waited for. */
  default void note(String sentence) {}

  default void published(PublishedImage image) {}

  default void started(RunningTask task, LogDestination log) {}

  /**
   * The task's status changed.
   *
   * @param elapsed since RunTask
   */
  default void state(TaskState state, Duration elapsed) {}

  default void line(LogLine line) {}

  /** A line of the log that would mislead the reader of the output; the log file has it. */
  default void unshownLine(LogLine line) {
    line(line);
  }

  /**
   * Nothing more of the log will come.
   *
   * @param flyway what Flyway's lines in it said
   */
  default void logEnded(LogSummary log, MigrateOutputParser flyway) {}

  /** The last call, whatever happened. */
  default void decided(Verdict verdict) {}

  /** One that tells several, in their order. */
  static DeployListener all(List<DeployListener> journals) {
    return new DeployListeners(journals);
  }
}
