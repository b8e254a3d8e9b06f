package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.deploy.Migration;
import dev.migratedeploy.deploy.event.DeployEvent.FleetStarted;
import dev.migratedeploy.deploy.event.DeployEvent.ImagePublished;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.event.FleetOutline;
import dev.migratedeploy.deploy.event.FleetOutline.WaveOutline;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.FlywayCommands;
import dev.migratedeploy.deploy.request.LightJava;
import dev.migratedeploy.deploy.request.TaskGroups;
import dev.migratedeploy.deploy.request.TemplateEntryPoint;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.deploy.task.TakenTag;
import dev.migratedeploy.image.PreparedImage;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** Runs a request's command for many databases: one image, and tasks for some of them each. */
public final class FleetRun implements Migration {
  private final FleetCloud cloud;
  private final DeployListener listener;
  private final OutcomeListener outcomes;
  private final WaitableClock clock;
  private final Cancellation cancellation;
  private final Executor calls;

  /**
   * A run for many databases.
   *
   * @param outcomes gets what came of each database, once
   * @param calls makes the calls to AWS: two dozen threads that keep no process alive
   */
  public FleetRun(
      FleetCloud cloud,
      DeployListener listener,
      OutcomeListener outcomes,
      WaitableClock clock,
      Cancellation cancellation,
      Executor calls) {
    this.cloud = cloud;
    this.listener = listener;
    this.outcomes = outcomes;
    this.clock = clock;
    this.cancellation = cancellation;
    this.calls = calls;
  }

  /**
   * {@inheritDoc}
   *
   * @throws ProblemException if nothing was started for any of them
   */
  @Override
  public Verdict run(DeployRequest given, TaskTemplate template, PreparedImage planned) {
    cancellation.check();
    DeployRequest request = FlywayCommands.onlyLook(given.command()) ? inOneWave(given) : given;
    TaskGroups groups = TaskGroups.of(request, template);
    PublishedImage image = planned.publish();
    listener.on(new ImagePublished(image));
    note(TakenTag.note(image));
    note(TemplateEntryPoint.leftOut(template, request.image()));
    note(groups.note());
    note(LightJava.note(request, template));
    FleetWork work = new FleetWork(request, template, image);
    SameWork same = new SameWork(work, cloud.tasks());
    Fleet fleet =
        new Fleet(
            work,
            cloud,
            new CallsToAws(calls),
            FleetSchedule.nothing(),
            new FollowedTasks(),
            clock,
            listener);
    Map<String, TargetResult> done = new PassingOver(fleet, same, cancellation).find();
    if (request.targets().partial() && template.isToBeLabelled()) {
      // Even if nothing is started, the next deploy must see that this one was for some of them.
      cloud.tasks().prepare(template, work.task(new TargetGroup("", groups.groups().get(0))));
    }
    FleetResults results = new FleetResults(listener, outcomes);
    listener.on(new FleetStarted(outline(request.targets(), done.size())));
    for (Target target : request.targets().all()) {
      Optional.ofNullable(done.get(target.name()))
          .ifPresent(result -> results.passedOver(target, result));
    }
    FleetSchedule schedule =
        FleetSchedule.of(request.targets(), left(work, groups, done.keySet()), done.keySet());
    return new FleetExecution(fleet.with(schedule), same, results, cancellation).run();
  }

  /** What only looks at databases has no order, and nothing that fails is a reason to stop. */
  private static DeployRequest inOneWave(DeployRequest request) {
    Targets targets = request.targets();
    return request.with(
        new Targets(
            List.of(new Wave("all", targets.all(), Integer.MAX_VALUE)),
            targets.perTask(),
            targets.parallel(),
            targets.atMost(),
            targets.partial()));
  }

  /** What is left goes into as few tasks as it can. */
  private static List<List<Target>> left(FleetWork work, TaskGroups all, Set<String> done) {
    if (done.isEmpty()) {
      return all.groups();
    }
    List<Target> left =
        work.request().targets().all().stream().filter(it -> !done.contains(it.name())).toList();
    return TaskGroups.of(work.request().of(left), work.template()).groups();
  }

  static FleetOutline outline(Targets targets, int passedOver) {
    return new FleetOutline(
        targets.waves().stream()
            .map(wave -> new WaveOutline(wave.name(), wave.targets().size()))
            .toList(),
        targets.perTask(),
        targets.parallel(),
        passedOver,
        targets.partial());
  }

  private void note(Optional<String> sentence) {
    sentence.ifPresent(it -> listener.on(new Noted(it)));
  }
}
