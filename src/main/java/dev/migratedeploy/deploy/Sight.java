package dev.migratedeploy.deploy;

import dev.migratedeploy.task.Sighting;
import dev.migratedeploy.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What is known of a task from looking at it again and again. */
final class Sight {
  /**
   * How long a task may be missing: just started, ECS may not know it for minutes (eventual
   * consistency, API_RunTask).
   */
  static final Duration LONGEST = Duration.ofMinutes(5);

  /** A look that fails is nothing special; several in a row are worth a word. */
  static final Duration WORTH_A_WORD = Duration.ofSeconds(20);

  private final Journal journal;
  private Optional<TaskState> state = Optional.empty();
  private Instant seenAt = Instant.MIN;
  private Optional<Instant> stoppedAt = Optional.empty();
  private Optional<Instant> lostSince = Optional.empty();
  private Optional<String> reason = Optional.empty();
  private boolean told;

  Sight(Journal journal) {
    this.journal = journal;
  }

  /**
   * Takes in what one look gave.
   *
   * @return whether the task's status is another one now
   */
  boolean take(Sighting sighting, Instant now) {
    if (sighting instanceof Sighting.Seen seen) {
      return see(seen.state(), now);
    }
    lostSince = lostSince.or(() -> Optional.of(now));
    reason =
        sighting instanceof Sighting.Unreadable unreadable
            ? Optional.of(unreadable.reason())
            : Optional.empty();
    if (!told && reason.isPresent() && isLostFor(WORTH_A_WORD, now)) {
      told = true;
      journal.note("the task cannot be looked at, tried again: " + reason.get());
    }
    return false;
  }

  private boolean see(TaskState now, Instant at) {
    boolean moved = state.map(TaskState::status).filter(now.status()::equals).isEmpty();
    lostSince = Optional.empty();
    told = false;
    state = Optional.of(now);
    seenAt = at;
    if (now.stopped()) {
      stoppedAt = stoppedAt.or(() -> Optional.of(at));
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

  /** When it was first seen stopped. */
  Optional<Instant> stoppedAt() {
    return stoppedAt;
  }

  /** Why nothing more can be known, where the task was out of sight for too long. */
  Optional<String> lost(Instant now) {
    return isLostFor(LONGEST, now)
        ? Optional.of(
            "ECS has not described the task for "
                + Spans.words(LONGEST)
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
