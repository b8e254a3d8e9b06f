package dev.migratedeploy.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A row of a timeline.
 *
 * @param inner whether it is a part of the row above
 * @param spans one at least
 */
record TimeRow(String name, boolean inner, List<TimeSpan> spans) {
  TimeRow {
    spans = List.copyOf(spans);
  }

  static TimeRow of(String name, TimeSpan.Kind kind, Instant from, Instant to) {
    return new TimeRow(name, false, List.of(new TimeSpan(kind, from, to)));
  }

  Instant from() {
    return spans.stream().map(TimeSpan::from).min(Comparator.naturalOrder()).orElseThrow();
  }

  Instant to() {
    return spans.stream().map(TimeSpan::to).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** From its beginning to its end. */
  Duration length() {
    return new TimeSpan(TimeSpan.Kind.OWN, from(), to()).length();
  }

  /** How much of it was of a kind. */
  Duration of(TimeSpan.Kind kind) {
    return spans.stream()
        .filter(span -> span.kind() == kind)
        .map(TimeSpan::length)
        .reduce(Duration.ZERO, Duration::plus);
  }

  TimeRow moved(Duration by) {
    return new TimeRow(name, inner, spans.stream().map(span -> span.moved(by)).toList());
  }
}
