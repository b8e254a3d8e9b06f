package dev.migratedeploy.plan;

import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.LogEnded;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.flyway.ValidateOutputParser;
import dev.migratedeploy.flyway.ValidationProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hides one error of a plan's task from those who read its log. {@code flyway validate} calls it an
 * error that a script is pending, which is what a plan is about: that error is not shown if it is
 * the only one.
 */
final class PlanLog implements DeployListener {
  private static final Set<Kind> EXPECTED = Set.of(Kind.PENDING, Kind.NO_SCHEMA);

  private final DeployListener reader;
  private final ValidateOutputParser validation = new ValidateOutputParser();
  private final List<LogLineRead> held = new ArrayList<>();

  PlanLog(DeployListener reader) {
    this.reader = reader;
  }

  @Override
  public void on(DeployEvent event) {
    if (event instanceof LogLineRead read) {
      line(read);
      return;
    }
    if (event instanceof LogEnded) {
      held.forEach(reader::on);
      held.clear();
    }
    reader.on(event);
  }

  private void line(LogLineRead read) {
    if (!read.shown() && validation.isOpen()) {
      held.add(read);
      return;
    }
    if (!read.shown()) {
      reader.on(read);
      return;
    }
    boolean inside = validation.isOpen();
    validation.line(read.line().text());
    if (!inside && !validation.isOpen()) {
      reader.on(read);
      return;
    }
    held.add(read);
    if (!validation.isOpen()) {
      release(read.task());
    }
  }

  private void release(Optional<String> task) {
    boolean expected =
        validation.result().problems().stream()
            .allMatch(problem -> EXPECTED.contains(problem.kind()));
    held.forEach(read -> reader.on(expected ? read.hidden() : read));
    held.clear();
    if (expected) {
      reader.on(
          new Noted(task, "flyway validate finds pending migrations and nothing that is wrong"));
    }
  }
}
