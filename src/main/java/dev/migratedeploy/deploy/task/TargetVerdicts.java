package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.deploy.event.TargetResult.Run;
import dev.migratedeploy.deploy.event.TargetResult.Versions;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Judges each database of a task. One whose Flyway run is proved to have ended is judged as if it
 * had had a task of its own, which exited with the code of its end line; whatever becomes of the
 * task afterwards changes nothing of it.
 */
public final class TargetVerdicts {
  private final DeployRequest request;
  private final TaskTemplate template;
  private final PublishedImage image;
  private final RunningTask task;
  private final TargetExits exits;

  private TargetVerdicts(
      DeployRequest request,
      TaskTemplate template,
      PublishedImage image,
      RunningTask task,
      TargetExits exits) {
    this.request = request;
    this.template = template;
    this.image = image;
    this.task = task;
    this.exits = exits;
  }

  /**
   * What came of each database, in the order of the task.
   *
   * @param request for this task
   * @param wave the name of the wave that the task belongs to
   * @param exit how watching the task ended
   * @param logs all that was read of its log
   */
  public static List<TargetOutcome> of(
      DeployRequest request,
      TaskTemplate template,
      PublishedImage image,
      RunningTask task,
      String wave,
      MonitorResult exit,
      TargetLogs logs) {
    List<TargetLog> parts = logs.end(exit.log());
    TargetVerdicts verdicts =
        new TargetVerdicts(
            request, template, image, task, new TargetExits(exit, task, parts, image.digest()));
    return parts.stream().map(log -> verdicts.outcome(log, wave)).toList();
  }

  private TargetOutcome outcome(TargetLog log, String wave) {
    DeployRequest its = request.of(List.of(log.target()));
    MigrationResult flyway = log.output().result(its, template);
    Observed observed = log.output().observed();
    VerdictRules rules = new VerdictRules(its, template, image, task, flyway, observed);
    Verdict verdict = exits.verdict(log, rules, template);
    return new TargetOutcome(
        log.target(),
        new TargetResult(log.target().name(), wave, verdict, run(log, flyway)),
        new MigrationOutcome(verdict, log.summary(), flyway, observed),
        log.lines());
  }

  private Run run(TargetLog log, MigrationResult flyway) {
    List<LogLine> lines = log.lines();
    Optional<Instant> last =
        lines.isEmpty() ? log.begun() : Optional.of(lines.get(lines.size() - 1).at());
    return new Run(
        Optional.of(task),
        new Versions(flyway.versionBefore(), after(flyway)),
        flyway.applied(),
        log.begun().map(begun -> log.summary()),
        log.begun()
            .flatMap(begun -> last.map(end -> Duration.between(begun, end)))
            .filter(took -> !took.isNegative())
            .orElse(Duration.ZERO),
        false);
  }

  private static Optional<String> after(MigrationResult flyway) {
    return flyway
        .versionAfter()
        .or(
            () ->
                flyway
                    .saidCount()
                    .filter(count -> count == 0)
                    .flatMap(none -> flyway.versionBefore()));
  }
}
