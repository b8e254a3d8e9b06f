package dev.migratedeploy.plan;

import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.DeployListener;
import dev.migratedeploy.deploy.DeployListeners;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.flyway.ValidateOutput;
import dev.migratedeploy.flyway.ValidationProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The log of a plan's task for those who read it. {@code flyway validate} calls it an error that a
 * script is pending, which is what a plan is about: that error is not shown if it is the only one.
 */
final class PlanLog extends DeployListeners {
  private static final Set<Kind> EXPECTED = Set.of(Kind.PENDING, Kind.NO_SCHEMA);

  private final ValidateOutput validation = new ValidateOutput();
  private final List<LogLine> held = new ArrayList<>();

  PlanLog(DeployListener journal) {
    super(List.of(journal));
  }

  @Override
  public void line(LogLine line) {
    boolean inside = validation.isOpen();
    validation.line(line.text());
    if (!inside && !validation.isOpen()) {
      super.line(line);
      return;
    }
    held.add(line);
    if (!validation.isOpen()) {
      release();
    }
  }

  @Override
  public void logEnded(LogSummary log, MigrateOutputParser flyway) {
    held.forEach(super::line);
    held.clear();
    super.logEnded(log, flyway);
  }

  private void release() {
    boolean expected =
        validation.problems().stream().allMatch(problem -> EXPECTED.contains(problem.kind()));
    held.forEach(expected ? super::unshownLine : super::line);
    held.clear();
    if (expected) {
      note("flyway validate finds pending migrations and nothing that is wrong");
    }
  }
}
