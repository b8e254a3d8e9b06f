package dev.migratedeploy.report;

import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long a task was in each of its states, counted from RunTask, as this job saw it. */
final class TaskTimes {
  /** Shorter than this, a state says nothing: it is the distance of two lookups. */
  private static final Duration WORTH_TELLING = Duration.ofMillis(100);

  /** A state, and how long after RunTask it was seen first. */
  private record Seen(TaskState state, Duration after) {}

  private final List<Seen> states = new ArrayList<>();
  private Instant accepted = Instant.EPOCH;

  /** A state that is seen now. */
  void add(TaskState state, Duration afterRunTask, Instant now) {
    states.add(new Seen(state, afterRunTask));
    accepted = now.minus(afterRunTask);
  }

  /**
   * Such as {@code 41 s: provisioning 9.0 s, pending 22 s, running 10 s}; of a task that had
   * started or stopped before this job looked, ECS' own times. Empty if neither is known.
   */
  Optional<String> words(Instant now) {
    if (states.isEmpty()) {
      return Optional.empty();
    }
    TaskState first = states.get(0).state();
    if (first.stopped()) {
      return first
          .startedAt()
          .flatMap(start -> first.stoppedAt().map(end -> Duration.between(start, end)))
          .map(ran -> "running " + HumanReadable.words(ran));
    }
    Optional<Instant> before = first.startedAt().filter(start -> start.isBefore(accepted));
    if (before.isPresent()) { // it ran already when this job came to it
      Instant end = states.get(states.size() - 1).state().stoppedAt().orElse(now);
      return Optional.of("running " + HumanReadable.words(Duration.between(before.get(), end)));
    }
    Duration whole = Duration.between(accepted, now);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      Duration end = i + 1 < states.size() ? states.get(i + 1).after() : whole;
      // The first state is the task's since it was accepted.
      Duration spent = i == 0 ? end : end.minus(states.get(i).after());
      TaskState state = states.get(i).state();
      if (!state.stopped() && spent.compareTo(WORTH_TELLING) >= 0) {
        String status = state.status().toLowerCase(Locale.ROOT);
        parts.add(status + " " + HumanReadable.words(spent));
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(HumanReadable.words(whole) + ": " + String.join(", ", parts));
  }
}
