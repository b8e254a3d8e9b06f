package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.deploy.Attach;
import dev.migratedeploy.deploy.WantedTask;
import dev.migratedeploy.deploy.event.DeployEvent.FleetStarted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.TaskTargets;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.deploy.task.MonitorResult;
import dev.migratedeploy.deploy.task.TargetOutcome;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Follows the tasks of a fleet's last run, and tells what came of each database. */
public final class FleetAttach {
  /** ECS knows a task for an hour after its end; of a run that began since then it knows all. */
  private static final Duration REMEMBERED = Duration.ofMinutes(50);

  private final WantedTask wanted;
  private final FleetCloud cloud;
  private final Attach.LastWord lastWord;
  private final DeployListener listener;
  private final WaitableClock clock;
  private final Cancellation cancellation;
  private final Executor calls;

  /**
   * Attaches to tasks.
   *
   * @param lastWord has it on each database
   * @param calls as for a run
   */
  public FleetAttach(
      WantedTask wanted,
      FleetCloud cloud,
      Attach.LastWord lastWord,
      DeployListener listener,
      WaitableClock clock,
      Cancellation cancellation,
      Executor calls) {
    this.wanted = wanted;
    this.cloud = cloud;
    this.lastWord = lastWord;
    this.listener = listener;
    this.clock = clock;
    this.cancellation = cancellation;
    this.calls = calls;
  }

  /**
   * Returns when all of them have ended; empty if the task that was found is no fleet's.
   *
   * @throws ProblemException if there is no such task
   */
  public Optional<Verdict> run() {
    TaskTemplate template = wanted.template();
    FoundTask first = wanted.find(template);
    if (TaskTargets.of(first).filter(rows -> !rows.none()).isEmpty()) {
      return Optional.empty();
    }
    List<FoundTask> all =
        wanted.wanted().isPresent()
            ? List.of(first)
            : Stream.of(true, false)
                .flatMap(alive -> wanted.candidates(template, alive).stream())
                .toList();
    LastRunTasks tasks = new LastRunTasks(wanted.request().targets(), first, all);
    if (tasks.groups().isEmpty()) {
      throw new RefusedException(
          Problem.of(
              "no task of the last run was for the databases that --target names",
              OwnCommand.of("logs", wanted.request().environment().name()) + " shows all of them"));
    }
    // Of one task, and of a run for some of them, the others are none of its business.
    List<Target> without =
        wanted.wanted().isPresent() || wanted.wasForPart(template) ? List.of() : tasks.without();
    DeployRequest ran =
        Attach.asRun(wanted.request(), first.command(), template).with(tasks.targets(without));
    FleetWork work = new FleetWork(ran, template, PublishedImage.running(first.image()));
    return Optional.of(follow(work, tasks, without));
  }

  private Verdict follow(FleetWork work, LastRunTasks tasks, List<Target> without) {
    Fleet fleet =
        new Fleet(
            work,
            cloud,
            new CallsToAws(calls),
            FleetSchedule.of(
                work.request().targets(),
                Stream.concat(
                        tasks.groups().values().stream().map(TargetGroup::targets),
                        without.stream().map(List::of))
                    .toList(),
                Set.of()),
            new FollowedTasks(),
            clock,
            listener);
    FleetResults results = new FleetResults(listener, OutcomeListener.none());
    listener.on(new FleetStarted(FleetRun.outline(work.request().targets(), 0)));
    FleetDeadline deadline = new FleetDeadline(fleet.now(), work.request().timeout());
    Following following = new Following(fleet, cancellation, deadline);
    tasks
        .groups()
        .forEach(
            (task, group) -> {
              fleet.schedule().adopt(group, fleet.now());
              following.found(group, task);
            });
    fleet.schedule().stop(FleetMessages.noTask());
    Stops stops = new Stops(fleet);
    Monitoring monitoring =
        new Monitoring(fleet, stops, (task, exit) -> judge(fleet, tasks, results, task, exit));
    new FleetLoop(
            fleet,
            List.of(
                new FleetLimits(fleet, cancellation, deadline),
                monitoring,
                stops,
                new Lookups(fleet, (asked, seen) -> {}),
                new BulkLogs(fleet),
                new SingleLogs(fleet),
                new FleetProgress(fleet)))
        .run(() -> fleet.followed().isEmpty() && !stops.areUnderWay());
    Verdict notTried = FleetMessages.noTask(tasks.beganAfter(fleet.now().minus(REMEMBERED)));
    fleet.schedule().waiting().forEach(group -> results.notStarted(group, notTried));
    return FleetVerdict.of(results.all(), work.environment(), work.request().targets().partial());
  }

  private void judge(
      Fleet fleet, LastRunTasks tasks, FleetResults results, FleetTask task, MonitorResult exit) {
    List<TargetOutcome> outcomes =
        fleet.work().judge(task, exit).stream().map(it -> lastWord(fleet.work(), it)).toList();
    outcomes.stream()
        .filter(outcome -> tasks.counts(task.task().arn(), outcome.target()))
        .forEach(results::add);
    int failures = (int) outcomes.stream().filter(it -> !it.result().verdict().isSuccess()).count();
    fleet.schedule().end(task.group(), failures, fleet.now());
  }

  private TargetOutcome lastWord(FleetWork work, TargetOutcome outcome) {
    TargetResult result = outcome.result();
    Verdict verdict = lastWord.on(work.request(), work.request().command(), outcome.outcome());
    return new TargetOutcome(
        outcome.target(),
        new TargetResult(result.target(), result.wave(), verdict, result.run()),
        outcome.outcome(),
        outcome.lines());
  }
}
