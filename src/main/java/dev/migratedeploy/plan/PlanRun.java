package dev.migratedeploy.plan;

import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.deploy.FlywayRun;
import dev.migratedeploy.deploy.ScriptCheck;
import dev.migratedeploy.deploy.event.DeployEvent.ContentsPlanned;
import dev.migratedeploy.deploy.event.DeployEvent.FindingsWeighed;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.PlanComputed;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.deploy.request.FlywayConfigurations;
import dev.migratedeploy.deploy.request.PlannedContents;
import dev.migratedeploy.deploy.task.MigrationOutcome;
import dev.migratedeploy.findings.Database;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.FindingsBySize;
import dev.migratedeploy.flyway.EnvironmentScripts;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.plan.pending.LastDeploy;
import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks the environment's own database, through a task, what a deploy would do. */
public final class PlanRun {
  /** Tells the people who review the change. */
  @FunctionalInterface
  public interface Reviewers {
    /**
     * Tells them, or says why not.
     *
     * @param plan absent if the database's history could not be read
     * @return a sentence for the log; empty if there is nobody to tell
     */
    Optional<String> tell(Optional<Plan> plan, List<Finding> findings, Verdict verdict);

    /**
     * The same of many databases.
     *
     * @param groups those in the same state together, the largest first
     */
    default Optional<String> tellOfMany(
        List<DatabaseGroup> groups, List<Finding> findings, Verdict verdict) {
      return tell(groups.stream().findFirst().flatMap(DatabaseGroup::plan), findings, verdict);
    }
  }

  private static final List<String> COMMAND = List.of("info", "validate");

  private final DeployRequest request;
  private final LastDeploy lastDeploy;
  private final ScriptCheck check;
  private final FlywayRun task;
  private final DeployListener listener;
  private final Reviewers reviewers;
  private final PlanTaskLog log;

  /**
   * A plan.
   *
   * @param request from {@link #request}
   * @param lastDeploy what the deploy job will compare with
   * @param log from {@link #log}, to which the task tells what it does
   */
  public PlanRun(
      DeployRequest request,
      LastDeploy lastDeploy,
      ScriptCheck check,
      FlywayRun task,
      DeployListener listener,
      Reviewers reviewers,
      PlanTaskLog log) {
    this.request = request;
    this.lastDeploy = lastDeploy;
    this.check = check;
    this.task = task;
    this.listener = listener;
    this.reviewers = reviewers;
    this.log = log;
  }

  /**
   * The request for a plan's task: Flyway's info and validate with the options that a deploy would
   * pass, such as {@code -outOfOrder=true}.
   */
  public static DeployRequest request(DeployRequest deploy) {
    return deploy
        .running(
            Stream.concat(
                    COMMAND.stream(),
                    deploy.environment().command().stream().filter(word -> word.startsWith("-")))
                .toList())
        .tellingHistory();
  }

  /** Shows the log of the plan's task. */
  public static PlanTaskLog log(DeployListener listener) {
    return new PlanTaskLog(new PlanLog(listener));
  }

  /** Whether a task was started by a plan. */
  public static boolean isPlan(List<String> command) {
    return command.size() >= COMMAND.size() && command.subList(0, COMMAND.size()).equals(COMMAND);
  }

  /**
   * Returns when the task has ended and the reviewers were told.
   *
   * @throws ProblemException if it ends before a task has started
   */
  public Verdict run() {
    try {
      ScriptChanges changes = changes();
      changes
          .configuration()
          .forEach(change -> listener.on(new Noted("changed " + change.words())));
      listener.on(new ContentsPlanned(PlannedContents.of(request, task.template())));
      EnvironmentScripts scripts = FlywayConfigurations.scripts(request, task.template());
      ScriptChanges own = changes.of(scripts::holds);
      List<Finding> findings = check.findings(request.with(scripts), own, scripts);
      if (request.dryRun()) {
        return task.dryRun();
      }
      return request.targets().none()
          ? run(findings, scripts, own)
          : runForMany(findings, scripts, own);
    } catch (ProblemException e) {
      tell(Optional.empty(), List.of(), Verdict.of(e));
      throw e;
    }
  }

  private ScriptChanges changes() {
    if (!request.ci().hasToken()) {
      listener.on(
          new Noted(
              "the scripts were not compared with the last deployment: GITLAB_TOKEN is not set, and this"
                  + " is no job; the database is asked anyway"));
      return new ScriptChanges(new ComparisonBase.NoDeploymentYet(), List.of());
    }
    return request
        .since()
        .map(sha -> lastDeploy.detection().since(sha, request.scripts().files()))
        .orElseGet(
            () ->
                lastDeploy.changes(
                    request.ci().environmentName().orElse(request.environment().name()),
                    request.scripts()));
  }

  private Verdict run(List<Finding> found, EnvironmentScripts scripts, ScriptChanges changes) {
    PendingTables tables = tables(scripts, changes);
    MigrationOutcome ended = task.outcome(tables.question().tables());
    PlanReading reading = PlanReading.of(ended);
    WeighedPlan told =
        WeighedPlan.of(
            reading.plan(request.environment().name(), scripts.folder()),
            reading.sizes(),
            tables,
            weights(),
            found);
    told.plan().ifPresent(read -> listener.on(new PlanComputed(read)));
    if (!told.findings().equals(found)) {
      listener.on(new FindingsWeighed(request.scripts().folder(), told.findings()));
    }
    DueScripts due = DueScripts.of(changes, scripts.folder().scripts());
    Verdict judged = new PlanVerdictRules(request, reading, told.plan()).verdict(ended.verdict());
    Verdict complete = new PassedOver(request, scripts, ended.flyway()).judge(judged, due);
    Verdict verdict =
        told.verdict(
            complete, request.scripts().folder(), found.stream().anyMatch(Finding::isError));
    tell(told.plan(), told.findings(), verdict);
    return verdict;
  }

  private Verdict runForMany(
      List<Finding> found, EnvironmentScripts scripts, ScriptChanges changes) {
    FleetPlanRun.Told told =
        new FleetPlanRun(request, task, listener, log, weights())
            .run(
                found,
                scripts,
                DueScripts.of(changes, scripts.folder().scripts()),
                tables(scripts, changes));
    String folder = request.scripts().folder();
    if (!told.findings().equals(found)) {
      listener.on(new FindingsWeighed(folder, told.findings()));
    }
    Verdict verdict =
        new WeighedPlan(Optional.empty(), told.findings())
            .verdict(told.verdict(), folder, found.stream().anyMatch(Finding::isError));
    reviewers
        .tellOfMany(told.groups(), told.findings(), verdict)
        .ifPresent(sentence -> listener.on(new Noted(sentence)));
    return verdict;
  }

  private FindingsBySize weights() {
    return new FindingsBySize(check.settings().sizes(), request.environment().protection().on());
  }

  /** Before the task runs only GitLab knows what may be pending, and perhaps not even that. */
  private PendingTables tables(EnvironmentScripts scripts, ScriptChanges changes) {
    List<MigrationScript> all = DueScripts.migrations(scripts.folder().scripts());
    boolean known =
        changes.baseline() instanceof ComparisonBase.LastDeployment
            || changes.baseline() instanceof ComparisonBase.GivenCommit;
    Database database = Database.of(check.settings(), scripts.options());
    return new PendingTables(
        all,
        database == Database.OTHER
            ? List.of()
            : known ? DueScripts.of(changes, all).scripts() : all,
        database.dialect());
  }

  private void tell(Optional<Plan> plan, List<Finding> findings, Verdict verdict) {
    if (!request.dryRun()) {
      reviewers
          .tell(plan, findings, verdict)
          .ifPresent(sentence -> listener.on(new Noted(sentence)));
    }
  }
}
