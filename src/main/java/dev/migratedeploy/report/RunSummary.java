package dev.migratedeploy.report;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.deploy.DeployListener;
import dev.migratedeploy.deploy.RunInfo;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.plan.Plan;
import dev.migratedeploy.plan.pending.EnvironmentStatus;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that is known of a run so far; what it did not come to is absent. */
final class RunSummary implements DeployListener {
  /** A task's state and when it was first seen, counted from RunTask. */
  record Seen(TaskState state, Duration elapsed) {}

  /** What the rules found in the scripts of a folder of the repository. */
  record FoundFindings(String folder, List<Finding> findings) {
    /** More fill a disk, and GitLab's view of a merge request does not show them. */
    private static final int MOST = 10_000;

    FoundFindings {
      findings = findings.stream().limit(MOST).toList();
    }
  }

  final Instant startedAt;
  final List<Seen> states = new ArrayList<>();
  int scripts;
  Optional<RunInfo> heading = Optional.empty();
  Optional<ScriptChanges> changes = Optional.empty();
  Optional<FoundFindings> findings = Optional.empty();
  Optional<Plan> plan = Optional.empty();
  Optional<List<EnvironmentStatus>> debts = Optional.empty();
  Optional<PublishedImage> image = Optional.empty();
  Optional<RunningTask> task = Optional.empty();
  Optional<LogDestination> destination = Optional.empty();
  Optional<LogSummary> log = Optional.empty();
  Optional<MigrateOutputParser> flyway = Optional.empty();
  Optional<Verdict> verdict = Optional.empty();

  RunSummary(Instant startedAt) {
    this.startedAt = startedAt;
  }

  @Override
  public void begun(RunInfo begun) {
    heading = Optional.of(begun);
  }

  @Override
  public void detected(ScriptChanges detected, int total) {
    changes = Optional.of(detected);
    scripts = total;
  }

  @Override
  public void found(String folder, List<Finding> found) {
    findings = Optional.of(new FoundFindings(folder, found));
  }

  @Override
  public void forecast(Plan read) {
    plan = Optional.of(read);
  }

  @Override
  public void owed(List<EnvironmentStatus> found) {
    debts = Optional.of(found);
  }

  @Override
  public void published(PublishedImage published) {
    image = Optional.of(published);
  }

  @Override
  public void started(RunningTask started, LogDestination where) {
    task = Optional.of(started);
    destination = Optional.of(where);
  }

  @Override
  public void state(TaskState state, Duration elapsed) {
    states.add(new Seen(state, elapsed));
  }

  @Override
  public void logEnded(LogSummary summary, MigrateOutputParser heard) {
    log = Optional.of(summary);
    flyway = Optional.of(heard);
  }

  @Override
  public void decided(Verdict decided) {
    verdict = Optional.of(decided);
  }
}
