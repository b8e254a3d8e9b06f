package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.deploy.task.Precedence;
import dev.migratedeploy.support.Pacer;
import dev.migratedeploy.verdict.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Sees to it that no two jobs migrate the environment at once. Nothing is started while a task of
 * another job goes on. The first task is started by itself, and the others only when ECS has listed
 * it and no other that goes first. From then on the environment is this job's as long as one of its
 * tasks that are settled in this way goes on: another job that lists the tasks sees it. A task that
 * was started while a settled one went on is settled by that.
 */
final class Claim implements FleetStep, Lookups.Seen {
  /** By then ECS lists a task that it has accepted. */
  static final Duration LISTED = Duration.ofSeconds(5);

  /** How old what ECS says of a task may be. */
  private static final Duration OUT_OF_DATE = Duration.ofSeconds(3);

  /** A list is no news soon. */
  private static final Duration FREE = Duration.ofSeconds(2);

  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final Duration SELDOM = Duration.ofSeconds(5);

  /** After that nobody can have begun anything that has to be looked for among what stops. */
  private static final Duration GAP = Duration.ofSeconds(10);

  private final Fleet fleet;
  private final SameWork same;
  private final Adoption adoption;
  private final Stops stops;
  private final Pacer pacer = Pacer.of(1, 2);

  /** The ARNs of the tasks of this run that are settled. */
  private final Set<String> settled = new HashSet<>();

  private final Set<String> yielding = new HashSet<>();

  /** What only looks at databases disturbs nobody. */
  private final boolean isNeeded;

  private Instant next = Instant.MIN;
  private Instant held = Instant.MIN;
  private boolean asking;
  private int starting;

  /** Until when it counts that ECS listed no other task. */
  private Instant free = Instant.MIN;

  Claim(Fleet fleet, SameWork same, Adoption adoption, Stops stops) {
    this.fleet = fleet;
    this.same = same;
    this.adoption = adoption;
    this.stops = stops;
    this.isNeeded = !fleet.work().onlyLooks();
  }

  private record Listing(Instant asked, List<FoundTask> alive, Optional<ProblemException> failure) {
    Listing {
      alive = List.copyOf(alive);
    }
  }

  /** Whether a task may be started now. */
  boolean allows(Instant now) {
    return !isNeeded || isHeld() || (now.isBefore(free) && isIdle());
  }

  /** One is being started. */
  void starting() {
    free = Instant.MIN;
    starting++;
  }

  /** It is known what came of that. */
  void started() {
    starting--;
  }

  private boolean isHeld() {
    return fleet.followed().own().anyMatch(task -> settled.contains(task.task().arn()));
  }

  /** Whether nothing of the fleet goes on or is being started, as far as is known. */
  private boolean isIdle() {
    return starting == 0 && fleet.followed().where(task -> !task.isOver()).findAny().isEmpty();
  }

  /** Those that go on were looked up: what was started while a settled one went on is settled. */
  @Override
  public void seen(Instant asked, List<FleetTask> lookedUp) {
    if (lookedUp.stream()
        .anyMatch(task -> settled.contains(task.task().arn()) && task.wasSeenToGoOn(asked))) {
      settle(asked.minus(OUT_OF_DATE));
    }
  }

  private void settle(Instant created) {
    fleet
        .followed()
        .own()
        .filter(task -> !task.origin().at().isAfter(created))
        .forEach(task -> settled.add(task.task().arn()));
  }

  @Override
  public void step(Instant now) {
    if (!isNeeded) {
      return;
    }
    if (isHeld()) {
      held = now;
      return;
    }
    if (asking
        || now.isBefore(free)
        || now.isBefore(next)
        || fleet.followed().others().findAny().isPresent()) {
      return;
    }
    boolean first = fleet.followed().own().findAny().isPresent();
    if ((first || (isIdle() && fleet.schedule().next(now).isPresent())) && pacer.take(now)) {
      asking = true;
      boolean also = !first && now.isAfter(held.plus(GAP));
      fleet.calls().make(() -> list(also), this::take);
    }
  }

  /** One that was told to stop may run SQL until its container has ended. */
  private Listing list(boolean alsoStopping) {
    Instant asked = fleet.now();
    try {
      List<FoundTask> goingOn = goingOn(() -> same.find(true));
      return new Listing(
          asked,
          goingOn.isEmpty() && alsoStopping ? goingOn(() -> same.find(false)) : goingOn,
          Optional.empty());
    } catch (ProblemException e) {
      return new Listing(asked, List.of(), Optional.of(e));
    }
  }

  private static List<FoundTask> goingOn(Supplier<List<FoundTask>> found) {
    return found.get().stream().filter(task -> !task.over()).toList();
  }

  private void take(Listing listing) {
    asking = false;
    Instant now = fleet.now();
    List<FleetTask> own = fleet.followed().own().toList();
    next = now.plus(own.isEmpty() ? SELDOM : OFTEN);
    if (listing.failure().isPresent()) {
      adoption.cannotLook(listing.failure().get(), now);
      return;
    }
    if (!own.isEmpty()) {
      List<FoundTask> others = not(fleet.followed()::isOwn, listing);
      own.forEach(task -> compare(task, listing, others));
    } else if (isIdle()) {
      List<FoundTask> others = not(fleet.followed()::knows, listing);
      free = others.isEmpty() ? now.plus(FREE) : Instant.MIN;
      adoption.take(others, now);
    }
  }

  private static List<FoundTask> not(Predicate<String> arns, Listing listing) {
    return listing.alive().stream().filter(task -> !arns.test(task.task().arn())).toList();
  }

  private void compare(FleetTask own, Listing listing, List<FoundTask> others) {
    Optional<FoundTask> listed =
        listing.alive().stream()
            .filter(task -> task.task().arn().equals(own.task().arn()))
            .findFirst();
    if (listed.isPresent() && others.isEmpty()) {
      settle(listing.asked().minus(LISTED));
    }
    listed
        .filter(FoundTask::isProvisioning)
        .flatMap(task -> Precedence.goesFirst(task, others))
        .ifPresent(other -> yieldTo(other, own));
  }

  private void yieldTo(FoundTask other, FleetTask own) {
    if (yielding.add(own.task().arn())) {
      fleet.note(FleetMessages.yields(own.task(), other.task()));
    }
    // If that fails, the next list brings it up again.
    stops.send(own.task(), Precedence.REASON, failure -> {});
  }
}
