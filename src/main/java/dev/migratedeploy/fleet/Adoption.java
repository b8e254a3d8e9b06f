package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.deploy.request.IfRunning;
import dev.migratedeploy.verdict.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of tasks of other jobs that go on: those that do this very work are followed as if
 * this job had started them, the others are waited for.
 */
final class Adoption {
  /** So long ECS may not answer. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Fleet fleet;
  private final SameWork same;
  private final Following following;
  private final FleetEnd end;
  private Optional<Instant> blind = Optional.empty();
  private boolean waits;

  Adoption(Fleet fleet, SameWork same, Following following, FleetEnd end) {
    this.fleet = fleet;
    this.same = same;
    this.following = following;
    this.end = end;
  }

  void take(List<FoundTask> others, Instant now) {
    blind = Optional.empty();
    List<FoundTask> foreign = new ArrayList<>();
    for (FoundTask other : others) {
      Optional<TargetGroup> group = same(other);
      if (group.isPresent()) {
        fleet.schedule().adopt(group.get(), now);
        following.found(group.get(), other);
        fleet.note("task " + other.task().id() + " runs already");
      } else {
        foreign.add(other);
      }
    }
    if (!foreign.isEmpty()) {
      wait(foreign.get(0));
    }
  }

  private Optional<TargetGroup> same(FoundTask other) {
    return same.mayBeFollowed()
        ? same.group(other).filter(fleet.schedule()::isWaiting)
        : Optional.empty();
  }

  private void wait(FoundTask other) {
    if (fleet.work().request().ifRunning() == IfRunning.FAIL) {
      end.because(FleetMessages.occupied(other.task(), "is running"));
    } else if (!waits) {
      waits = true;
      fleet.note("waiting for task " + other.task().id() + ", another migration, to end");
    }
  }

  /** ECS could not be asked for other tasks. */
  void cannotLook(ProblemException failure, Instant now) {
    Instant since = blind.orElse(now);
    blind = Optional.of(since);
    if (!now.isBefore(since.plus(PATIENCE))) {
      end.because(failure);
    }
  }
}
