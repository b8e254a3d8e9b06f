package dev.migratedeploy.deploy.event;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.deploy.request.PlannedContents;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObserverEvent;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.plan.pending.EnvironmentStatus;
import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.rehearsal.result.BaseState;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsedDatabase;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happened in a run. The job's output and the report files are folded from these. */
public sealed interface DeployEvent {
  /** The ARN of the task that it belongs to; empty if it belongs to the run as a whole. */
  default Optional<String> task() {
    return Optional.empty();
  }

  /** What one task did. */
  sealed interface TaskEvent extends DeployEvent {
    /** The task's ARN. */
    String taskArn();

    @Override
    default Optional<String> task() {
      return Optional.of(taskArn());
    }
  }

  /** It is known what is to be deployed where. */
  record RunStarted(RunInfo run) implements DeployEvent {}

  /**
   * The scripts were compared with the last deployment.
   *
   * @param scripts how many there are
   */
  record ChangesDetected(ScriptChanges changes, int scripts) implements DeployEvent {}

  /**
   * The rules for scripts were applied.
   *
   * @param folder of the scripts, below the repository's root; empty for the root itself
   */
  record ScriptsChecked(String folder, List<Finding> findings) implements DeployEvent {
    public ScriptsChecked {
      findings = List.copyOf(findings);
    }
  }

  /** The same findings, weighed by the sizes of the tables that the database has told. */
  record FindingsWeighed(String folder, List<Finding> findings) implements DeployEvent {
    public FindingsWeighed {
      findings = List.copyOf(findings);
    }
  }

  /** {@code --dry-run}: what would have been done, a sentence each. */
  record ActionsListed(List<String> actions) implements DeployEvent {
    public ActionsListed {
      actions = List.copyOf(actions);
    }
  }

  /** What a plan is made of, apart from the database. */
  record ContentsPlanned(PlannedContents contents) implements DeployEvent {}

  /** What a deploy would do, as the database's own history tells it. */
  record PlanComputed(Plan plan) implements DeployEvent {}

  /** What is merged and not applied, for every environment in the order of the settings. */
  record PendingListed(List<EnvironmentStatus> environments) implements DeployEvent {
    public PendingListed {
      environments = List.copyOf(environments);
    }
  }

  /** Something worth a line, such as what is waited for. */
  record Noted(Optional<String> task, String sentence) implements DeployEvent {
    public Noted(String sentence) {
      this(Optional.empty(), sentence);
    }

    /** About one task. */
    public Noted(RunningTask task, String sentence) {
      this(Optional.of(task.arn()), sentence);
    }
  }

  /** The image that the task runs is in the registry. */
  record ImagePublished(PublishedImage image) implements DeployEvent {}

  /** From here on a task and its log are followed, also if another job started it. */
  record MonitoringStarted(RunningTask monitored, LogDestination log) implements TaskEvent {
    @Override
    public String taskArn() {
      return monitored.arn();
    }
  }

  /**
   * The task's status is another one.
   *
   * @param elapsed since RunTask
   */
  record TaskStateChanged(String taskArn, TaskState state, Duration elapsed) implements TaskEvent {}

  /**
   * A line of the task's log.
   *
   * @param shown false if it would mislead the reader of the output; the log file has it all the
   *     same
   */
  record LogLineRead(String taskArn, LogLine line, boolean shown) implements TaskEvent {
    public LogLineRead(RunningTask task, LogLine line) {
      this(task.arn(), line, true);
    }

    /** The same line, kept from the output. */
    public LogLineRead hidden() {
      return new LogLineRead(taskArn, line, false);
    }
  }

  /**
   * The observer inside Flyway said something. Its line is in the log file, and not shown.
   *
   * @param at when the log driver got the line
   */
  record FlywayObserved(String taskArn, Instant at, ObserverEvent event) implements TaskEvent {}

  /**
   * Nothing more of the task's log will come.
   *
   * @param flyway what Flyway's lines in it said
   * @param observed what the observer's lines in it said
   */
  record LogEnded(String taskArn, LogSummary log, MigrationResult flyway, Observed observed)
      implements TaskEvent {
    /** Of a task without an observer. */
    public LogEnded(String taskArn, LogSummary log, MigrationResult flyway) {
      this(taskArn, log, flyway, Observed.nothing());
    }
  }

  /** A run over many databases begins. */
  record FleetStarted(FleetOutline fleet) implements DeployEvent {}

  /** How far a run over many databases is: at most every ten seconds, and at the end of a wave. */
  record FleetProgressed(List<WaveProgress> waves) implements DeployEvent {
    public FleetProgressed {
      waves = List.copyOf(waves);
    }
  }

  /** One database of many is done with, or was passed over; exactly once for each. */
  record TargetEnded(TargetResult result) implements DeployEvent {}

  /**
   * The whole log of one database's Flyway, or what there is of it; before its end is told.
   *
   * @param target the database's name
   */
  record TargetLogRead(String target, List<LogLine> lines) implements DeployEvent {
    public TargetLogRead {
      lines = List.copyOf(lines);
    }
  }

  /** What many databases are at, those in the same state together; the largest group first. */
  record DatabasesCompared(String environment, List<DatabaseGroup> groups) implements DeployEvent {
    public DatabasesCompared {
      groups = List.copyOf(groups);
    }
  }

  /** The base state of a rehearsal stands; the new scripts come next. */
  record RehearsalStarted(RehearsedDatabase database, BaseState base) implements DeployEvent {}

  /** A new script has run on the rehearsal's database, or was not tried there. */
  record ScriptRehearsed(RehearsedScript script) implements DeployEvent {}

  /**
   * A rehearsal is over.
   *
   * @param findings those about the scripts, with what was measured
   */
  record RehearsalEnded(Rehearsal rehearsal, String folder, List<Finding> findings)
      implements DeployEvent {
    public RehearsalEnded {
      findings = List.copyOf(findings);
    }
  }

  /** The last event of a run, whatever happened. */
  record VerdictReached(Verdict verdict) implements DeployEvent {}
}
