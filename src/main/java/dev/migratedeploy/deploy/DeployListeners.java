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
import dev.migratedeploy.support.FileFailure;
import dev.migratedeploy.verdict.AnyFailure;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.List;

/** Tells several journals, in their order. */
public class DeployListeners implements DeployListener {
  private final List<DeployListener> journals;

  public DeployListeners(List<DeployListener> journals) {
    this.journals = List.copyOf(journals);
  }

  @Override
  public void begun(RunInfo heading) {
    journals.forEach(journal -> journal.begun(heading));
  }

  @Override
  public void detected(ScriptChanges changes, int scripts) {
    journals.forEach(journal -> journal.detected(changes, scripts));
  }

  @Override
  public void found(String folder, List<Finding> findings) {
    journals.forEach(journal -> journal.found(folder, findings));
  }

  @Override
  public void planned(List<String> actions) {
    journals.forEach(journal -> journal.planned(actions));
  }

  @Override
  public void forecast(Plan plan) {
    journals.forEach(journal -> journal.forecast(plan));
  }

  @Override
  public void owed(List<EnvironmentStatus> debts) {
    journals.forEach(journal -> journal.owed(debts));
  }

  @Override
  public void note(String sentence) {
    journals.forEach(journal -> journal.note(sentence));
  }

  @Override
  public void published(PublishedImage image) {
    journals.forEach(journal -> journal.published(image));
  }

  @Override
  public void started(RunningTask task, LogDestination log) {
    journals.forEach(journal -> journal.started(task, log));
  }

  @Override
  public void state(TaskState state, Duration elapsed) {
    journals.forEach(journal -> journal.state(state, elapsed));
  }

  @Override
  public void line(LogLine line) {
    journals.forEach(journal -> journal.line(line));
  }

  @Override
  public void unshownLine(LogLine line) {
    journals.forEach(journal -> journal.unshownLine(line));
  }

  @Override
  public void logEnded(LogSummary log, MigrateOutputParser flyway) {
    journals.forEach(journal -> journal.logEnded(log, flyway));
  }

  /** The last one prints the verdict: a report that cannot be written must not cost that. */
  @Override
  public void decided(Verdict verdict) {
    DeployListener last = journals.get(journals.size() - 1);
    for (DeployListener journal : journals.subList(0, journals.size() - 1)) {
      AnyFailure.handled(
          () -> {
            journal.decided(verdict);
            return verdict;
          },
          failure -> {
            last.note("could not write a report: " + FileFailure.words(failure));
            return verdict;
          });
    }
    last.decided(verdict);
  }
}
