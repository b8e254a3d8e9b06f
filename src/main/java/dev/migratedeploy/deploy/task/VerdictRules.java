package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.deploy.request.FlywayConfigurations;
import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.ScriptsInHistory;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.UnappliedScript;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.List;
import java.util.Optional;

/**
 * Decides what happened. What ECS says of the migration container decides, never the log; but the
 * log may forbid green.
 */
final class VerdictRules {
  private final DeployRequest request;
  private final TaskTemplate template;
  private final PublishedImage image;
  private final RunningTask task;
  private final MigrationResult flyway;
  private final DatabaseMessages database;
  private final FlywayOptions options;
  private final Optional<ScriptsInHistory> history;
  private final ObserverContradictions contradictions;
  private final HistoryVerdict asPlanned;

  VerdictRules(
      DeployRequest request,
      TaskTemplate template,
      PublishedImage image,
      RunningTask task,
      MigrationResult flyway,
      Observed observed) {
    this.request = request;
    this.template = template;
    this.image = image;
    this.task = task;
    this.flyway = flyway;
    this.options = options(request, template);
    this.history = ScriptsInHistory.of(observed, options);
    this.asPlanned = new HistoryVerdict(request, observed);
    this.contradictions = new ObserverContradictions(flyway, observed, history);
    this.database =
        new DatabaseMessages(
            flyway,
            request,
            template,
            LockFailure.of(observed),
            new ObservedState(observed, history, due()),
            new LockOutcome(observed));
  }

  /** A file that has gone since the image was built must not cost the verdict. */
  private static FlywayOptions options(DeployRequest request, TaskTemplate template) {
    try {
      return FlywayConfigurations.options(request, template);
    } catch (RefusedException gone) {
      return FlywayOptions.none();
    }
  }

  Verdict verdict(MonitorResult exit) {
    if (exit instanceof MonitorResult.Stopped stopped) {
      return stopped(stopped);
    }
    if (exit instanceof MonitorResult.TimedOut timedOut) {
      return stillRunning(timedOut);
    }
    if (exit instanceof MonitorResult.Detached) {
      return new Verdict(
          Verdict.Kind.STILL_RUNNING,
          VerdictDetails.of("the job was cancelled; the task goes on (--on-cancel finish)")
              .state(database.whereItBrokeOff())
              .next(attach()));
    }
    if (exit instanceof MonitorResult.StopRequested stop) {
      return stop.mayHaveRun()
          ? unknown("the job was cancelled and the task asked to stop; its end was not seen")
          : cancelledBefore();
    }
    return unknown(((MonitorResult.Unobservable) exit).reason());
  }

  private Verdict stopped(MonitorResult.Stopped exit) {
    TaskState state = exit.state();
    Optional<ContainerState> container = state.container(task.container());
    Optional<Integer> code = container.flatMap(ContainerState::exitCode);
    if (code.isEmpty()) {
      if (!neverRan(exit)) {
        return unknown(withoutCode(state, container));
      }
      return state.stoppedReason().filter(CancellationHandler.REASON::equals).isPresent()
          ? cancelledBefore()
          : new Verdict(Verdict.Kind.NOT_STARTED, StartFailure.explain(state, container));
    }
    ContainerState ended = container.get();
    if (ended.imageDigest().filter(digest -> !digest.equals(image.digest())).isPresent()) {
      return unknown(
          "the task ran another image than the one published: " + ended.imageDigest().get());
    }
    return code.get() == 0 ? succeeded(exit, ended) : failed(state, ended, code.get());
  }

  /**
   * No start, no exit code, no line of output: the three must agree. A log that cannot be read says
   * nothing; then ECS' own word for a task that never ran is needed.
   */
  private boolean neverRan(MonitorResult.Stopped exit) {
    LogSummary log = exit.log();
    boolean failedToStart = exit.state().stopCode().filter("TaskFailedToStart"::equals).isPresent();
    return !exit.state().mayHaveRun(task.container())
        && (log.provesSilence() || (failedToStart && log.lines() == 0 && log.end().isEmpty()));
  }

  private static Verdict cancelledBefore() {
    return new Verdict(
        Verdict.Kind.NOT_STARTED,
        VerdictDetails.of("the job was cancelled before the container ran; the task was stopped")
            .state("nothing was applied; a retry is safe")
            .next("retry the job"));
  }

  private String withoutCode(TaskState state, Optional<ContainerState> container) {
    return "the container has stopped, and ECS has no exit code of it"
        + container
            .flatMap(ended -> ContainerStopReason.of(state, ended, template))
            .map(interruption -> ": " + interruption.sentence())
            .or(() -> state.stoppedReason().map(reason -> " (" + reason + ")"))
            .orElse("");
  }

  private Verdict succeeded(MonitorResult.Stopped exit, ContainerState container) {
    if (flyway.failedMigration().isPresent()) {
      return new Verdict(
          Verdict.Kind.FAILED,
          database.failure("Flyway reported a failed migration, though it exited with 0"));
    }
    if (exit.log().end().filter(end -> end.exitCode() != 0).isPresent()) {
      return unknown(
          "ECS says exit code 0, but the log ends with exit code "
              + exit.log().end().get().exitCode());
    }
    if (container.reason().filter(reason -> reason.contains("OutOfMemory")).isPresent()) {
      return unknown("the container exited with 0, but ECS says it ran out of memory");
    }
    DueScripts due = due();
    Optional<String> contradiction =
        asPlanned.unproven(exit.log()).or(() -> contradictions.afterSuccess(due));
    if (contradiction.isPresent()) {
      return unknown(contradiction.get());
    }
    List<UnappliedScript> unapplied = unapplied(due, exit.log());
    List<UnappliedScript> missing = unapplied.stream().filter(this::isNotAllowed).toList();
    if (!missing.isEmpty()) {
      return new Verdict(
          Verdict.Kind.INCOMPLETE, incomplete().explain(missing, migrations()), missing);
    }
    if (flyway.foundNoMigrations()) {
      return new Verdict(
          Verdict.Kind.UNKNOWN,
          VerdictDetails.of("Flyway exited with 0 but found no migrations")
              .state("nothing was applied by this run")
              .next(
                  "check scripts-path in the settings against Flyway's locations: the scripts are"
                      + " in "
                      + request.image().scriptsPath()));
    }
    Optional<Verdict> command = new CommandVerdict(request, flyway).succeeded(exit.log());
    if (command.isPresent()) {
      return command.get();
    }
    return new Verdict(
        Verdict.Kind.APPLIED,
        database.success(exit.log()).details(incomplete().allowed(unapplied)),
        unapplied);
  }

  private DueScripts due() {
    return request
        .due()
        .within(
            path -> options.locations().value().hold(request.image().scriptsPath() + "/" + path));
  }

  private List<UnappliedScript> unapplied(DueScripts due, LogSummary log) {
    List<MigrationScript> all = request.scripts().scripts();
    return new UnappliedScripts(flyway, options, log.complete(), all, history).among(due);
  }

  private boolean isNotAllowed(UnappliedScript script) {
    return !request.environment().protection().allows(script.reason().key());
  }

  private int migrations() {
    return DueScripts.migrations(request.scripts().scripts()).size();
  }

  private IncompleteMessages incomplete() {
    return new IncompleteMessages(
        flyway, options, request.environment().name(), request.image().scriptsPath());
  }

  private Verdict failed(TaskState state, ContainerState container, int code) {
    Optional<Verdict> refused = asPlanned.refused(code);
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<Verdict> invalid = new CommandVerdict(request, flyway).invalid();
    if (invalid.isPresent()) {
      return invalid.get();
    }
    Optional<String> contradiction = contradictions.afterFailure();
    if (contradiction.isPresent()) {
      return unknown(contradiction.get());
    }
    if (flyway.error().isPresent() || flyway.failedMigration().isPresent()) {
      return new Verdict(
          Verdict.Kind.FAILED, database.failure("the task exited with code " + code));
    }
    return new Verdict(
        Verdict.Kind.FAILED,
        ContainerStopReason.of(state, container, template)
            .map(
                interruption ->
                    VerdictDetails.of(interruption.sentence())
                        .state(database.whereItBrokeOff())
                        .next(interruption.next()))
            .orElseGet(
                () ->
                    VerdictDetails.of("the task exited with code " + code)
                        .state(database.whereItBrokeOff())
                        .next("read the log above, fix the cause and push")));
  }

  private Verdict stillRunning(MonitorResult.TimedOut exit) {
    String waited = HumanReadable.words(exit.waited());
    boolean began = exit.state().filter(seen -> seen.mayHaveRun(task.container())).isPresent();
    return new Verdict(
        Verdict.Kind.STILL_RUNNING,
        VerdictDetails.of(
                began
                    ? "the task still runs after " + waited
                    : "the task has not begun to run after "
                        + waited
                        + ": it is "
                        + exit.state().map(TaskState::status).orElse("not yet known to ECS"))
            .state(database.whereItBrokeOff())
            .next(attach()));
  }

  Verdict unknown(String cause) {
    return new Verdict(
        Verdict.Kind.UNKNOWN,
        VerdictDetails.of(cause).state(database.whereItBrokeOff()).next(lookAtDatabase()));
  }

  private String attach() {
    return OwnCommand.of("logs", request.environment().name()) + " " + task.id();
  }

  private String lookAtDatabase() {
    return ScriptStateMessages.of(request).own("info");
  }
}
