package dev.migratedeploy.report;

import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.deploy.event.DeployEvent.TaskStateChanged;
import dev.migratedeploy.report.TimeSpan.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The states of one task as rows of a timeline, as this job saw them. */
final class TaskRows {
  private record Seen(TaskState state, Instant from) {}

  private final List<Seen> states = new ArrayList<>();
  private final Instant jobBegan;
  private Optional<Instant> logEnded = Optional.empty();

  TaskRows(Instant jobBegan) {
    this.jobBegan = jobBegan;
  }

  void add(TaskStateChanged changed, Instant now) {
    Instant ran = now.minus(changed.elapsed());
    // The first state is the task's since it was accepted.
    states.add(new Seen(changed.state(), states.isEmpty() ? ran : now));
  }

  void logEnded(Instant now) {
    logEnded = Optional.of(now);
  }

  /** When what it ran was over, as far as that was seen. */
  Optional<Instant> end() {
    return logEnded;
  }

  /** Whether it had begun to run before this job began: then no station of the job led to it. */
  boolean isAttached() {
    return !states.isEmpty() && started().filter(start -> start.isBefore(jobBegan)).isPresent();
  }

  /** From its first row to its last; empty if nothing is known. */
  List<TimeRow> rows(Instant now) {
    if (states.isEmpty()) {
      return List.of();
    }
    if (isAttached() || states.get(0).state().stopped()) {
      return asEcsSaysIt(now);
    }
    List<TimeRow> rows = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      Seen seen = states.get(i);
      if (!seen.state().stopped()) {
        Instant to = i + 1 < states.size() ? states.get(i + 1).from() : logEnded.orElse(now);
        rows.add(row(seen, to.isBefore(seen.from()) ? now : to));
      }
    }
    return rows;
  }

  private List<TimeRow> asEcsSaysIt(Instant now) {
    Instant to = last().stoppedAt().or(() -> logEnded).orElse(now);
    return started()
        .filter(from -> !to.isBefore(from))
        .map(from -> List.of(TimeRow.of("Running", Kind.FLYWAY, from, to)))
        .orElse(List.of());
  }

  private TimeRow row(Seen seen, Instant to) {
    String status = seen.state().status();
    String name = status.substring(0, 1) + status.substring(1).toLowerCase(Locale.ROOT);
    boolean runs = status.equals("RUNNING");
    List<TimeSpan> spans = new ArrayList<>();
    spans.add(new TimeSpan(runs ? Kind.FLYWAY : Kind.ECS, seen.from(), to));
    if (!runs) {
      pull(seen.from(), to).ifPresent(spans::add);
    }
    return new TimeRow(name, false, spans);
  }

  /** By ECS' clock, which may not be this machine's: only what lies within the state counts. */
  private Optional<TimeSpan> pull(Instant from, Instant to) {
    return last()
        .pull()
        .map(
            pull -> {
              Instant begun = pull.from().isBefore(from) ? from : pull.from();
              Instant done = pull.to().filter(end -> end.isBefore(to)).orElse(to);
              return new TimeSpan(Kind.PULL, begun, done);
            })
        .filter(span -> !span.length().isZero() && !span.from().isAfter(to));
  }

  private TaskState last() {
    return states.get(states.size() - 1).state();
  }

  private Optional<Instant> started() {
    return last().startedAt().or(() -> states.get(0).state().startedAt());
  }
}
