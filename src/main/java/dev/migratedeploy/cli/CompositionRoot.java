package dev.migratedeploy.cli;

import dev.migratedeploy.aws.AwsClients;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.changes.Configuration;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.ci.MergeTarget;
import dev.migratedeploy.deploy.Deploy;
import dev.migratedeploy.deploy.DeployReports;
import dev.migratedeploy.deploy.FlywayRun;
import dev.migratedeploy.deploy.Migration;
import dev.migratedeploy.deploy.RecordedDeployment;
import dev.migratedeploy.deploy.ScriptCheck;
import dev.migratedeploy.deploy.WantedTask;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.RunStarted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.event.RunInfo;
import dev.migratedeploy.deploy.planned.PlannedDeploy;
import dev.migratedeploy.deploy.planned.PlannedMigration;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.findings.ScriptRule;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.findings.squawk.Squawk;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.gitlab.CheckoutCommits;
import dev.migratedeploy.gitlab.GitLabDeployments;
import dev.migratedeploy.gitlab.git.LocalCommits;
import dev.migratedeploy.image.Images;
import dev.migratedeploy.plan.ComparedRun;
import dev.migratedeploy.plan.PendingAge;
import dev.migratedeploy.plan.PendingRun;
import dev.migratedeploy.plan.PlanRun;
import dev.migratedeploy.plan.PlanTaskLog;
import dev.migratedeploy.plan.comment.MergeRequest;
import dev.migratedeploy.plan.pending.DeployJob;
import dev.migratedeploy.plan.pending.LastDeploy;
import dev.migratedeploy.plan.pending.PendingScripts;
import dev.migratedeploy.project.CommonSettings;
import dev.migratedeploy.project.Settings;
import dev.migratedeploy.rehearsal.BaseSearch;
import dev.migratedeploy.rehearsal.DatabaseUrl;
import dev.migratedeploy.rehearsal.RehearsalRequest;
import dev.migratedeploy.rehearsal.RehearsalStage;
import dev.migratedeploy.rehearsal.Rehearse;
import dev.migratedeploy.rehearsal.process.EngineProcess;
import dev.migratedeploy.secrets.SecretVariables;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.Verdict;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts each command together of its parts, and closes them. */
final class CompositionRoot implements AutoCloseable {
  private static final List<String> INFO = List.of("info");

  private final CliEnvironment surroundings;
  private final DeployRequestFactory requests;
  private final DeployListener listener;
  private final WaitableClock ticker;
  private final AwsAdapters adapters;
  private Optional<LocalCommits> checkout = Optional.empty();

  CompositionRoot(RootCommand root, DeployListener listener, WaitableClock ticker) {
    this(root.surroundings(), DeployRequestFactory.ofJob(root), listener, ticker);
  }

  CompositionRoot(
      CliEnvironment surroundings,
      DeployRequestFactory requests,
      DeployListener listener,
      WaitableClock ticker) {
    this.surroundings = surroundings;
    this.requests = requests;
    this.listener = listener;
    this.ticker = ticker;
    this.adapters =
        new AwsAdapters(surroundings.variables(), surroundings.secrets(), surroundings.ticker());
  }

  Deploy deploy() {
    Settings settings = requests.settings();
    CiContext ci = begin(settings, requests.ci(), "deploy");
    if (requests.dryRun()) {
      RecordedDeployment.refuseFor("--dry-run", ci);
    }
    DeployRequest wanted = noted(requests.withScripts(settings, ci));
    Optional<PlannedDeploy> plan = requests.plan(wanted);
    DeployRequest request = plan.map(shown -> wanted.withPending(shown.pending())).orElse(wanted);
    RecordedDeployment.refuseForLooking(request);
    RecordedDeployment.refuseForPart(request);
    AwsClients aws = adapters.clients(settings, ci);
    Tasks tasks = adapters.tasks(aws);
    Images images = adapters.images(aws, settings.image());
    GitLabDeployments gitLab = new GitLabDeployments(ci, ticker);
    ScriptDetection detection =
        detection(gitLab, settings.scripts(), requests.configuration(request));
    ScriptCheck check = check(detection, settings);
    DeployReports reports =
        new DeployReports(
            gitLab, requests.resultFile(), sentence -> listener.on(new Noted(sentence)));
    Migration migration = parts(aws, tasks, listener).of(request);
    return new Deploy(
        request,
        check,
        reports,
        images,
        tasks,
        plan.<Migration>map(shown -> new PlannedMigration(shown, migration)).orElse(migration),
        listener);
  }

  /** A Flyway command instead of the settings' own. */
  ComparedRun flyway(List<String> command) {
    Settings settings = requests.settings();
    CiContext ci = begin(settings, requests.ciOrCheckout(), command.get(0));
    RecordedDeployment.refuseFor(String.join(" ", command), ci);
    DeployRequest request = noted(requests.withScripts(settings, ci)).running(command);
    boolean checksNames =
        settings.image().runsFlyway()
            && settings.findings().severity(ScriptRule.IGNORED_NAME) == Severity.ERROR;
    return new ComparedRun(flyway(request, settings, listener, checksNames), request, listener);
  }

  /** The versions of an environment's databases. */
  ComparedRun fleet() {
    Settings settings = requests.settings();
    CiContext ci = begin(settings, requests.ciOrCheckout(), "fleet");
    RecordedDeployment.refuseFor("fleet", ci);
    DeployRequest request = noted(requests.withScripts(settings, ci)).running(INFO);
    if (request.targets().none()) {
      throw new RefusedException(
          Problem.of(
              "environment "
                  + settings.environment().name()
                  + " is one database: its settings have no targets",
              OwnCommand.of("info", settings.environment().name()) + " shows what is in it"));
    }
    return new ComparedRun(flyway(request, settings, listener, false), request, listener);
  }

  /** What a deploy would do, for the log, the report files and the merge request. */
  PlanRun plan(DeployJob job) {
    Settings settings = requests.settings();
    CiContext ci = begin(settings, requests.ciOrCheckout(), "plan");
    RecordedDeployment.refuseFor("plan", ci);
    DeployRequest deploy = noted(requests.forFlyway(settings, ci, "plan"));
    DeployRequest request = PlanRun.request(deploy);
    LastDeploy lastDeploy = lastDeploy(ci, settings.scripts(), job, requests.configuration(deploy));
    PlanTaskLog log = PlanRun.log(listener);
    return new PlanRun(
        request,
        lastDeploy,
        check(lastDeploy.detection(), settings),
        flyway(request, settings, log, false),
        listener,
        reviewers(settings, ci),
        log);
  }

  private MergeRequest reviewers(Settings settings, CiContext ci) {
    return new MergeRequest(
        ci,
        settings.environment().name(),
        settings.environments(),
        ticker,
        surroundings.secrets()::cut);
  }

  /**
   * Attaches to a task.
   *
   * @param task its id or ARN, if one was named
   */
  Supplier<Verdict> attach(Optional<String> task) {
    Settings settings = requests.settings();
    CiContext ci =
        task.isPresent() ? CiContext.where(surroundings.variables()) : requests.ciOrCheckout();
    AwsClients aws = adapters.clients(settings, ci);
    Tasks tasks = adapters.tasks(aws);
    return parts(aws, tasks, listener)
        .attach(new WantedTask(requests.withoutScripts(settings, ci), task, tasks));
  }

  /**
   * What is pending in every environment.
   *
   * @param olderThan how long it may be
   */
  PendingRun pending(DeployJob job, Optional<Period> olderThan) {
    CommonSettings settings = requests.commonSettings();
    CiContext ci = requests.ci();
    listener.on(new RunStarted(RunInfo.of(ToolVersion.current(), ci, "all environments", "plan")));
    RecordedDeployment.refuseFor("plan --all", ci);
    return new PendingRun(
        new PendingScripts(
            lastDeploy(ci, settings.scripts(), job, Configuration.NONE),
            environment -> requests.configuration(settings, environment),
            requests.scripts(settings.scripts()),
            ci.commitSha()),
        settings.environments(),
        olderThan.map(limit -> new PendingAge(limit, ticker.now())),
        listener);
  }

  /** What the new scripts do on an empty database; AWS is not asked. */
  Rehearse rehearsal(NamedDatabase named) {
    DatabaseUrl database = named.read(surroundings.variables());
    surroundings.secrets().addAll(database.secrets());
    RehearsalRequestFactory factory = new RehearsalRequestFactory(requests, surroundings, database);
    Settings settings = factory.settings(requests::settingsForRehearsal);
    surroundings
        .secrets()
        .addAll(
            SecretVariables.valuesIn(
                settings.rehearse().environment().entrySet().stream()
                    .map(variable -> variable.getKey() + "=" + variable.getValue())
                    .toList()));
    CiContext ci = begin(settings, requests.ciOrNothing(), "rehearse");
    RecordedDeployment.refuseFor("rehearse", ci);
    RehearsalRequest request = factory.request(settings, ci);
    checkout = LocalCommits.around(surroundings.directory());
    CheckoutCommits commits =
        new CheckoutCommits(
            checkout,
            ci.hasToken() ? Optional.of(new GitLabDeployments(ci, ticker)) : Optional.empty());
    ScriptDetection detection =
        new ScriptDetection(
            commits, inRepository(settings.scripts()), ScriptFolder::counts, Configuration.NONE);
    Optional<MergeTarget> target = MergeTarget.of(surroundings.variables());
    return new Rehearse(
        request,
        new BaseSearch(
            new LastDeploy(commits, detection, new DeployJob(Optional.empty(), ci.jobName())),
            target.map(branch -> branch.state(surroundings.variables())),
            () -> checkout.flatMap(LocalCommits::forkPoint)),
        new ScriptCheck(
            detection,
            target.filter(branch -> ci.hasToken()),
            settings.findings(),
            Squawk.onPath(surroundings.variables(), surroundings.directory()),
            listener),
        new RehearsalStage(EngineProcess.ofThisTool(), commits, this::inRepository),
        listener,
        reviewers(settings, ci));
  }

  /** Outside of a job only the checkout's own git knows where the repository begins. */
  private String inRepository(String folder) {
    return surroundings.gitLab()
        ? surroundings.inRepository(folder)
        : checkout
            .map(commits -> commits.pathOf(surroundings.directory(), folder))
            .orElseGet(() -> surroundings.inRepository(folder));
  }

  private FlywayRun flyway(
      DeployRequest request, Settings settings, DeployListener listeners, boolean checksNames) {
    AwsClients aws = adapters.clients(settings, request.ci());
    Tasks tasks = adapters.tasks(aws);
    Images images = adapters.images(aws, settings.image());
    MigrationParts parts = parts(aws, tasks, listeners);
    return new FlywayRun(request, images, tasks, parts.job(), parts::fleet, listeners, checksNames);
  }

  private LastDeploy lastDeploy(
      CiContext ci, String scripts, DeployJob job, Configuration configuration) {
    GitLabDeployments gitLab = new GitLabDeployments(ci, ticker);
    return new LastDeploy(gitLab, detection(gitLab, scripts, configuration), job);
  }

  private ScriptDetection detection(
      GitLabDeployments gitLab, String scripts, Configuration configuration) {
    return new ScriptDetection(
        gitLab, surroundings.inRepository(scripts), ScriptFolder::counts, configuration);
  }

  private ScriptCheck check(ScriptDetection detection, Settings settings) {
    return new ScriptCheck(
        detection,
        MergeTarget.of(surroundings.variables()),
        settings.findings(),
        Squawk.onPath(surroundings.variables(), surroundings.directory()),
        listener);
  }

  private CiContext begin(Settings settings, CiContext ci, String command) {
    surroundings.secrets().addAll(SecretVariables.valuesIn(settings.environment().command()));
    listener.on(
        new RunStarted(
            RunInfo.of(ToolVersion.current(), ci, settings.environment().name(), command)));
    return ci;
  }

  private DeployRequest noted(DeployRequest request) {
    request.targets().list().notes().forEach(note -> listener.on(new Noted(note)));
    return request;
  }

  private MigrationParts parts(AwsClients aws, Tasks tasks, DeployListener listeners) {
    return new MigrationParts(adapters, aws, tasks, listeners, ticker, surroundings.cancellation());
  }

  @Override
  public void close() {
    checkout.ifPresent(LocalCommits::close);
    adapters.close();
  }
}
