package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.LaunchResult;
import dev.migratedeploy.aws.ecs.PreparedTask;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The start of one task. Every attempt bears the same token, so that all of them together start one
 * task at most; if an answer was lost and none comes after it, the task is looked for.
 */
final class GroupStart {
  /** How long a lost answer is asked for again. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofSeconds(2);

  /**
   * What one attempt gave: an answer, or a failure that ECS or the cancelled job has made of it.
   */
  record Attempt(Optional<LaunchResult> answer, Optional<ProblemException> failure) {}

  private final TargetGroup group;
  private final Instant began;
  private Optional<PreparedTask> prepared = Optional.empty();
  private Optional<Problem> lost = Optional.empty();
  private Optional<ProblemException> failure = Optional.empty();
  private Optional<Instant> soughtSince = Optional.empty();
  private Instant at;
  private boolean asking;

  GroupStart(TargetGroup group, Instant now) {
    this.group = group;
    this.began = now;
    this.at = now;
  }

  TargetGroup group() {
    return group;
  }

  Instant began() {
    return began;
  }

  /** Whether an attempt is to be made now. */
  boolean isDue(Instant now) {
    return !asking && soughtSince.isEmpty() && !now.isBefore(at);
  }

  void asked() {
    asking = true;
  }

  /** Makes one attempt; called by another thread, once at a time. */
  Attempt attempt(FleetWork work, Tasks tasks, Cancellation cancellation) {
    try {
      PreparedTask task =
          prepared.orElseGet(() -> tasks.prepare(work.template(), work.task(group)));
      prepared = Optional.of(task);
      cancellation.begin();
      return new Attempt(Optional.of(task.attempt()), Optional.empty());
    } catch (ProblemException e) {
      return new Attempt(Optional.empty(), Optional.of(e));
    }
  }

  void answered() {
    asking = false;
  }

  /** It is not known whether this attempt has started the task. */
  void lost(Problem why) {
    lost = Optional.of(why);
  }

  /** Why it is not known whether a task was started; empty as long as every answer was clear. */
  Optional<Problem> lost() {
    return lost;
  }

  /** Asks again, or, if that was often enough, looks for the task. */
  void again(Instant now) {
    if (now.isBefore(began.plus(PATIENCE))) {
      at = now.plus(PAUSE);
    } else {
      seek(now, Optional.empty());
    }
  }

  /** No attempt helps any more: only the list of tasks can tell. */
  void seek(Instant now, Optional<ProblemException> why) {
    failure = why;
    soughtSince = soughtSince.or(() -> Optional.of(now));
  }

  Optional<Instant> soughtSince() {
    return soughtSince;
  }

  /** What the last attempt has failed for, if it was looked for after that. */
  Optional<ProblemException> failure() {
    return failure;
  }
}
