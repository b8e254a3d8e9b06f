package dev.migratedeploy.plan;

import dev.migratedeploy.deploy.FlywayRun;
import dev.migratedeploy.deploy.event.DeployEvent.DatabasesCompared;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.task.TargetOutcome;
import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;

/**
 * A Flyway command that looks at an environment, such as {@code info}. Of many databases it tells
 * at the end which are in the same state.
 */
public record ComparedRun(FlywayRun task, DeployRequest request, DeployListener listener) {
  /**
   * Returns when the tasks of all databases have ended.
   *
   * @throws ProblemException if it ends before a task has started
   */
  public Verdict run() {
    if (request.targets().none() || request.dryRun()) {
      return task.run();
    }
    DatabaseGroups groups = new DatabaseGroups();
    Verdict verdict = task.forEach(target -> add(target, groups));
    List<DatabaseGroup> compared = groups.all();
    listener.on(new DatabasesCompared(request.environment().name(), compared));
    return verdict.is(Verdict.Kind.SHOWN)
        ? new Verdict(Verdict.Kind.SHOWN, new GroupMessages(compared).shown())
        : verdict;
  }

  private void add(TargetOutcome target, DatabaseGroups groups) {
    groups.add(
        target.target().name(),
        target.outcome().verdict(),
        PlanReading.of(target.outcome()).plan(request.environment().name(), request.scripts()));
  }
}
