package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.LaunchResult;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.support.Pacer;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.UnprovenException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts the tasks of the groups whose turn it is. */
final class Starts implements FleetStep {
  /** Others make calls too, and each takes up to a second. */
  private static final int MOST_AT_ONCE = 16;

  /** How long a start is tried again while nothing of the fleet runs. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Fleet fleet;
  private final Claim claim;
  private final Following following;
  private final FleetResults results;
  private final FleetEnd end;
  private final Cancellation cancellation;
  private final List<GroupStart> starts = new ArrayList<>();

  /** Fargate starts 20 tasks a second, and 100 at once; others need some of them. */
  private final Pacer pacer = Pacer.of(17, 80);

  /** Since when nothing could be started, although nothing of the fleet runs. */
  private Optional<Instant> idle = Optional.empty();

  Starts(
      Fleet fleet,
      Claim claim,
      Following following,
      FleetResults results,
      FleetEnd end,
      Cancellation cancellation) {
    this.fleet = fleet;
    this.claim = claim;
    this.following = following;
    this.results = results;
    this.end = end;
    this.cancellation = cancellation;
  }

  @Override
  public void step(Instant now) {
    for (GroupStart start : List.copyOf(starts)) {
      if (start.isDue(now) && fleet.schedule().stopped().isPresent()) {
        start.seek(now, Optional.empty());
      } else if (start.isDue(now) && pacer.take(now)) {
        ask(start);
      }
    }
    while (starts.size() < MOST_AT_ONCE && claim.allows(now)) {
      Optional<TargetGroup> next = fleet.schedule().next(now);
      if (next.isEmpty() || !pacer.take(now)) {
        return;
      }
      claim.starting();
      fleet.schedule().start(next.get(), now);
      GroupStart start = new GroupStart(next.get(), now);
      starts.add(start);
      ask(start);
    }
  }

  private void remove(GroupStart start) {
    starts.remove(start);
    claim.started();
  }

  private void ask(GroupStart start) {
    start.asked();
    fleet
        .calls()
        .make(
            () -> start.attempt(fleet.work(), fleet.cloud().tasks(), cancellation),
            attempt -> take(start, attempt));
  }

  private void take(GroupStart start, GroupStart.Attempt attempt) {
    start.answered();
    Instant now = fleet.now();
    attempt.answer().ifPresent(answer -> take(start, answer, now));
    attempt.failure().ifPresent(failure -> failed(start, failure, now));
  }

  private void take(GroupStart start, LaunchResult answer, Instant now) {
    if (answer instanceof LaunchResult.Started started) {
      idle = Optional.empty();
      remove(start);
      following.started(start.group(), started.task());
    } else if (answer instanceof LaunchResult.Indeterminate indeterminate) {
      start.lost(indeterminate.why());
      start.again(now);
    } else {
      LaunchResult.Retryable retryable = (LaunchResult.Retryable) answer;
      if (retryable.throttled()) {
        pacer.throttled(now);
      }
      if (start.lost().isPresent()) {
        start.again(now);
      } else {
        notNow(start, retryable.why(), retryable.throttled(), now);
      }
    }
  }

  /** No task was started for it: it waits again. */
  private void notNow(GroupStart start, Problem why, boolean throttled, Instant now) {
    remove(start);
    if (throttled) {
      fleet.schedule().returned(start.group());
    } else {
      fleet.schedule().noRoom(start.group(), now);
    }
    if (fleet.schedule().running() > 0) {
      idle = Optional.empty();
      return;
    }
    if (idle.isEmpty()) {
      idle = Optional.of(now);
      fleet.note(FleetMessages.triedAgain(why, PATIENCE));
    }
    if (!now.isBefore(idle.get().plus(PATIENCE))) {
      end.noRoom(why);
    }
  }

  private void failed(GroupStart start, ProblemException failure, Instant now) {
    if (start.lost().isPresent()) {
      start.seek(now, Optional.of(failure));
    } else if (cancellation.requestedAt().isPresent()) {
      remove(start);
      fleet.schedule().returned(start.group());
    } else if (failure instanceof RefusedException || failure instanceof UnprovenException) {
      remove(start);
      notStarted(start, failure, now);
      end.because(failure);
    } else {
      notNow(start, failure.problem(), false, now);
    }
  }

  private void notStarted(GroupStart start, ProblemException failure, Instant now) {
    results.notStarted(start.group(), FleetMessages.verdict(failure));
    fleet.schedule().end(start.group(), start.group().size(), now);
  }

  /** Those whose task is to be looked for. */
  List<GroupStart> sought() {
    return starts.stream().filter(start -> start.soughtSince().isPresent()).toList();
  }

  /** Its task was found after all. */
  void found(GroupStart start, RunningTask task) {
    remove(start);
    following.started(start.group(), task);
  }

  /** Its task was not found for so long that there is none, unless nobody could look. */
  void notFound(GroupStart start, Optional<ProblemException> noSight, Instant now) {
    remove(start);
    results.notStarted(start.group(), FleetMessages.notFound(start, noSight, isCancelled()));
    fleet.schedule().end(start.group(), start.group().size(), now);
    start.failure().filter(RefusedException.class::isInstance).ifPresent(end::because);
  }

  private boolean isCancelled() {
    return cancellation.requestedAt().isPresent();
  }

  /** Whether any was begun that has no end yet. */
  boolean areUnderWay() {
    return !starts.isEmpty();
  }
}
