package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What is known of a task from looking at it again and again. */
final class TaskObserver {
  /**
   * How long a task may be missing: just started, ECS may not know it for minutes (eventual
   * consistency, API_RunTask).
   */
  static final Duration LONGEST = Duration.ofMinutes(5);

  /** A look that fails is nothing special; several in a row are worth a word. */
  static final Duration WORTH_A_WORD = Duration.ofSeconds(20);

  /** An exit code above it means that a signal ended the process (128 and the signal's number). */
  private static final int SIGNALS = 128;

  /** How long the reason is waited for why a container was killed. */
  static final Duration REASON = Duration.ofSeconds(5);

  /** By then a task has stopped whose container has ended: success is proved by what it ran. */
  static final Duration DEPROVISIONED = Duration.ofSeconds(30);

  private final DeployListener listener;
  private final RunningTask task;
  private Optional<TaskState> state = Optional.empty();
  private Instant seenAt = Instant.MIN;
  private Optional<Instant> endedAt = Optional.empty();
  private Optional<Instant> lostSince = Optional.empty();
  private Optional<String> reason = Optional.empty();
  private boolean told;

  /** Nothing is known yet. */
  TaskObserver(DeployListener listener, RunningTask task) {
    this.listener = listener;
    this.task = task;
  }

  /**
   * Takes in what one look gave.
   *
   * @return whether the task's status is another one now
   */
  boolean take(TaskLookup sighting, Instant now) {
    if (sighting instanceof TaskLookup.Found seen) {
      return see(seen.state(), now);
    }
    lostSince = lostSince.or(() -> Optional.of(now));
    reason =
        sighting instanceof TaskLookup.Unavailable unreadable
            ? Optional.of(unreadable.reason())
            : Optional.empty();
    if (!told && reason.isPresent() && isLostFor(WORTH_A_WORD, now)) {
      told = true;
      listener.on(new Noted(task, "the task cannot be looked at, tried again: " + reason.get()));
    }
    return false;
  }

  private boolean see(TaskState now, Instant at) {
    lostSince = Optional.empty();
    told = false;
    seenAt = at;
    if (endedAt.isPresent() && !now.over(task.container())) {
      return false; // a description that is out of date
    }
    boolean moved = state.map(TaskState::status).filter(now.status()::equals).isEmpty();
    state = Optional.of(now);
    if (now.over(task.container())) {
      endedAt = endedAt.or(() -> Optional.of(at));
    }
    return moved;
  }

  /** What was seen last. */
  Optional<TaskState> state() {
    return state;
  }

  /** When that was; before all time where nothing was seen. */
  Instant at() {
    return seenAt;
  }

  /** When the migration container was first seen to have ended, or the task to have stopped. */
  Optional<Instant> endedAt() {
    return endedAt;
  }

  /** Whether the container may have begun to run. */
  boolean mayHaveRun() {
    return state.filter(seen -> seen.mayHaveRun(task.container())).isPresent();
  }

  /**
   * Whether ECS has told all that a verdict needs. Exit code, image and reason of a container come
   * at once; why the task stops may come a little later, and explains a container that was killed.
   */
  boolean tellsAll(Instant now) {
    TaskState seen = state.orElseThrow();
    if (seen.stopped()) {
      return true;
    }
    ContainerState ended = seen.container(task.container()).orElseThrow();
    int code = ended.exitCode().orElseThrow();
    if (code > SIGNALS) {
      return seen.stopCode().isPresent()
          || ended.reason().isPresent()
          || !now.isBefore(endedAt.orElseThrow().plus(REASON));
    }
    return code != 0
        || ended.imageDigest().isPresent()
        || !now.isBefore(endedAt.orElseThrow().plus(DEPROVISIONED));
  }

  /** Why nothing more can be known, where the task was out of sight for too long. */
  Optional<String> lost(Instant now) {
    return isLostFor(LONGEST, now)
        ? Optional.of(
            "ECS has not described the task for "
                + HumanReadable.words(LONGEST)
                + reason.map(why -> ": " + why).orElse(""))
        : Optional.empty();
  }

  /** In a word or two. */
  String status(Instant now) {
    return state.map(seen -> seen.status().toLowerCase(Locale.ROOT)).orElse("unknown to ECS")
        + (state.isPresent() && isLostFor(WORTH_A_WORD, now) ? " as far as is known" : "");
  }

  private boolean isLostFor(Duration time, Instant now) {
    return lostSince.filter(since -> !now.isBefore(since.plus(time))).isPresent();
  }
}
