package dev.migratedeploy.report;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.ChangesDetected;
import dev.migratedeploy.deploy.event.DeployEvent.ContentsPlanned;
import dev.migratedeploy.deploy.event.DeployEvent.FindingsWeighed;
import dev.migratedeploy.deploy.event.DeployEvent.FlywayObserved;
import dev.migratedeploy.deploy.event.DeployEvent.ImagePublished;
import dev.migratedeploy.deploy.event.DeployEvent.LogEnded;
import dev.migratedeploy.deploy.event.DeployEvent.MonitoringStarted;
import dev.migratedeploy.deploy.event.DeployEvent.PendingListed;
import dev.migratedeploy.deploy.event.DeployEvent.PlanComputed;
import dev.migratedeploy.deploy.event.DeployEvent.RehearsalEnded;
import dev.migratedeploy.deploy.event.DeployEvent.RehearsalStarted;
import dev.migratedeploy.deploy.event.DeployEvent.RunStarted;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptRehearsed;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.deploy.event.DeployEvent.TaskEvent;
import dev.migratedeploy.deploy.event.DeployEvent.TaskStateChanged;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.deploy.event.RunInfo;
import dev.migratedeploy.deploy.request.PlannedContents;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.plan.pending.EnvironmentStatus;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** All that a run's events tell of it; what it did not come to is absent. */
final class RunSummary {
  /** More fill a disk, and GitLab's view of a merge request does not show them. */
  private static final int MOST_FINDINGS = 10_000;

  private final Instant startedAt;

  /** The thread of a signal may write the reports while the run still goes on. */
  private final List<DeployEvent> events = new CopyOnWriteArrayList<>();

  private final FleetSummary fleet = new FleetSummary();
  private final RunStations stations;

  RunSummary(Instant startedAt) {
    this.startedAt = startedAt;
    this.stations = new RunStations(startedAt);
  }

  /** Takes in what happened next, with its time. */
  void add(DeployEvent event, Instant now) {
    stations.add(event, now);
    add(event);
  }

  /** Takes in what happened next. */
  void add(DeployEvent event) {
    if (event instanceof FlywayObserved) {
      return; // the end of the log brings all of it, put together
    }
    if (fleet.add(event) || (event instanceof TaskEvent && fleet.outline().isPresent())) {
      return; // none of many tasks is the run's
    }
    events.add(event instanceof ScriptsChecked checked ? limited(checked) : event);
  }

  private static ScriptsChecked limited(ScriptsChecked all) {
    return all.findings().size() <= MOST_FINDINGS
        ? all
        : new ScriptsChecked(all.folder(), all.findings().subList(0, MOST_FINDINGS));
  }

  Instant startedAt() {
    return startedAt;
  }

  /** Where the time went. */
  List<RunStations.Station> stations() {
    return stations.all(task());
  }

  /** What came of many databases. */
  FleetSummary fleet() {
    return fleet;
  }

  Optional<RunInfo> info() {
    return last(RunStarted.class).map(RunStarted::run);
  }

  Optional<ChangesDetected> changes() {
    return last(ChangesDetected.class);
  }

  Optional<ScriptsChecked> findings() {
    return last(FindingsWeighed.class)
        .map(weighed -> limited(new ScriptsChecked(weighed.folder(), weighed.findings())))
        .or(
            () ->
                last(RehearsalEnded.class)
                    .map(it -> limited(new ScriptsChecked(it.folder(), it.findings()))))
        .or(() -> last(ScriptsChecked.class));
  }

  /** What is known of a rehearsal, also of one that was ended before it was over. */
  Optional<Rehearsal> rehearsal() {
    return last(RehearsalEnded.class)
        .map(RehearsalEnded::rehearsal)
        .or(
            () ->
                last(RehearsalStarted.class)
                    .map(
                        started ->
                            new Rehearsal(
                                started.database(),
                                started.base(),
                                Optional.empty(),
                                events.stream()
                                    .filter(ScriptRehearsed.class::isInstance)
                                    .map(event -> ((ScriptRehearsed) event).script())
                                    .toList(),
                                started.base().took())));
  }

  /** Whether the command was one that rehearses, however far it came. */
  boolean isRehearsal() {
    return rehearsal().isPresent() || info().filter(RunInfo::isRehearsal).isPresent();
  }

  Optional<Plan> plan() {
    return last(PlanComputed.class).map(PlanComputed::plan);
  }

  /** What a plan is made of, apart from the database. */
  Optional<PlannedContents> plannedContents() {
    return last(ContentsPlanned.class).map(ContentsPlanned::contents);
  }

  Optional<List<EnvironmentStatus>> pending() {
    return last(PendingListed.class).map(PendingListed::environments);
  }

  Optional<PublishedImage> image() {
    return last(ImagePublished.class).map(ImagePublished::image);
  }

  Optional<RunningTask> task() {
    return last(MonitoringStarted.class).map(MonitoringStarted::monitored);
  }

  Optional<LogDestination> logDestination() {
    return last(MonitoringStarted.class).map(MonitoringStarted::log);
  }

  /** The states of the task, in the order in which they were seen. */
  List<TaskStateChanged> states() {
    Optional<String> arn = task().map(RunningTask::arn);
    return events.stream()
        .filter(TaskStateChanged.class::isInstance)
        .map(TaskStateChanged.class::cast)
        .filter(state -> state.task().equals(arn))
        .toList();
  }

  Optional<LogSummary> log() {
    return last(LogEnded.class).map(LogEnded::log);
  }

  Optional<MigrationResult> flyway() {
    return last(LogEnded.class).map(LogEnded::flyway);
  }

  /** What the observer inside Flyway told. */
  Observed observed() {
    return last(LogEnded.class).map(LogEnded::observed).orElse(Observed.nothing());
  }

  Optional<Verdict> verdict() {
    return last(VerdictReached.class).map(VerdictReached::verdict);
  }

  private <T extends DeployEvent> Optional<T> last(Class<T> type) {
    return events.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .reduce((earlier, later) -> later);
  }
}
