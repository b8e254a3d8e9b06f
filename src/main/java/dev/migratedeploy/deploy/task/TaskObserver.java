package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.aws.ecs.TaskState;
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

  private final String container;
  private Optional<TaskState> state = Optional.empty();
  private Instant seenAt = Instant.MIN;
  private Optional<Instant> endedAt = Optional.empty();
  private Optional<Instant> lostSince = Optional.empty();
  private Optional<String> reason = Optional.empty();
  private boolean told;

  /**
   * Nothing is known yet.
   *
   * @param container the migration container's name
   */
  TaskObserver(String container) {
    this.container = container;
  }

  /**
   * Takes in what one look gave.
   *
   * @return whether the task's status is another one now
   */
  boolean take(TaskLookup lookup, Instant now) {
    if (lookup instanceof TaskLookup.Found found) {
      return see(found.state(), now);
    }
    lostSince = lostSince.or(() -> Optional.of(now));
    reason =
        lookup instanceof TaskLookup.Unavailable unavailable
            ? Optional.of(unavailable.reason())
            : Optional.empty();
    return false;
  }

  /** What is to be said of lookups that fail: once, after several in a row. */
  Optional<String> complaint(Instant now) {
    if (told || reason.isEmpty() || !isLostFor(WORTH_A_WORD, now)) {
      return Optional.empty();
    }
    told = true;
    return Optional.of("the task cannot be looked at, tried again: " + reason.get());
  }

  private boolean see(TaskState now, Instant at) {
    if (at.isBefore(seenAt)) {
      return false; // an answer that a later one has overtaken
    }
    lostSince = Optional.empty();
    reason = Optional.empty();
    told = false;
    seenAt = at;
    if (endedAt.isPresent() && !now.over(container)) {
      return false; // a description that is out of date
    }
    boolean moved = state.map(TaskState::status).filter(now.status()::equals).isEmpty();
    state = Optional.of(now);
    if (now.over(container)) {
      endedAt = endedAt.or(() -> Optional.of(at));
    }
    return moved;
  }

  /** What was seen last. */
  Optional<TaskState> state() {
    return state;
  }

  /** When that was; before all time if nothing was seen. */
  Instant at() {
    return seenAt;
  }

  /** When the migration container was first seen to have ended, or the task to have stopped. */
  Optional<Instant> endedAt() {
    return endedAt;
  }

  /** Whether the container may have begun to run. */
  boolean mayHaveRun() {
    return state.filter(seen -> seen.mayHaveRun(container)).isPresent();
  }

  /**
   * Whether ECS has told all that a verdict needs. Exit code, image and reason of a container come
   * at once; why the task stops may come a little later, and explains a container that was killed.
   */
  boolean toldAll(Instant now) {
    TaskState seen = state.orElseThrow();
    if (seen.stopped()) {
      return true;
    }
    ContainerState ended = seen.container(container).orElseThrow();
    int code = ended.exitCode().orElseThrow();
    boolean reasonKnown = seen.stopCode().isPresent() || ended.reason().isPresent();
    return (code > SIGNALS && reasonKnown)
        || (code == 0 && ended.imageDigest().isPresent())
        || allToldAt().filter(deadline -> now.isBefore(deadline)).isEmpty();
  }

  /** When it is taken for all, though nothing more was told; absent if nothing is missing. */
  Optional<Instant> allToldAt() {
    int code =
        state
            .flatMap(seen -> seen.container(container))
            .flatMap(ContainerState::exitCode)
            .orElse(1);
    return code > SIGNALS || code == 0
        ? endedAt.map(end -> end.plus(code == 0 ? DEPROVISIONED : REASON))
        : Optional.empty();
  }

  /** When the task is given up if it is not seen again before; absent while it is seen. */
  Optional<Instant> lostAt() {
    return lostSince.map(since -> since.plus(LONGEST));
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
