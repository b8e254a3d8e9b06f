package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.support.Pacer;
import dev.migratedeploy.verdict.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for the tasks whose start was not answered, with one list for all of them. */
final class LostStarts implements FleetStep {
  /** How long ECS may not list a task that it has just accepted. */
  private static final Duration LISTED = Duration.ofSeconds(10);

  /** A cancelled job has ten seconds in all. */
  private static final Duration LISTED_IN_HASTE = Duration.ofSeconds(3);

  /** How far ECS' clock may be off from this machine's. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  private final Fleet fleet;
  private final SameWork same;
  private final Starts starts;
  private final Cancellation cancellation;
  private final Pacer pacer = Pacer.of(1, 1);
  private boolean asking;

  LostStarts(Fleet fleet, SameWork same, Starts starts, Cancellation cancellation) {
    this.fleet = fleet;
    this.same = same;
    this.starts = starts;
    this.cancellation = cancellation;
  }

  private record Found(List<FoundTask> tasks, Optional<ProblemException> failure) {}

  @Override
  public void step(Instant now) {
    List<GroupStart> sought = starts.sought();
    if (!asking && !sought.isEmpty() && pacer.take(now)) {
      asking = true;
      fleet.calls().make(this::find, found -> take(found, sought));
    }
  }

  private Found find() {
    List<FoundTask> found = new ArrayList<>();
    try {
      found.addAll(same.find(true));
      found.addAll(same.find(false));
      return new Found(found, Optional.empty());
    } catch (ProblemException e) {
      return new Found(found, Optional.of(e));
    }
  }

  private void take(Found found, List<GroupStart> sought) {
    asking = false;
    Instant now = fleet.now();
    for (GroupStart start : sought) {
      Optional<FoundTask> its =
          found.tasks().stream().filter(task -> isOf(start, task)).findFirst();
      if (its.isPresent()) {
        starts.found(start, its.get().task());
      } else if (!now.isBefore(latest(start))) {
        starts.notFound(start, found.failure(), now);
      }
    }
  }

  /** What was there before this run began is known to it. */
  private boolean isOf(GroupStart start, FoundTask task) {
    return !fleet.followed().knows(task.task().arn())
        && !task.createdAt().isBefore(start.began().minus(CLOCKS))
        && same.group(task)
            .filter(group -> group.targets().equals(start.group().targets()))
            .isPresent();
  }

  private Instant latest(GroupStart start) {
    Instant since = start.soughtSince().orElseThrow();
    return since.plus(cancellation.requestedAt().isPresent() ? LISTED_IN_HASTE : LISTED);
  }
}
