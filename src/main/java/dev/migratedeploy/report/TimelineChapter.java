package dev.migratedeploy.report;

import dev.migratedeploy.report.TimeSpan.Kind;
import dev.migratedeploy.report.page.Bars;
import dev.migratedeploy.report.page.Bars.Piece;
import dev.migratedeploy.report.page.HtmlBlock;
import dev.migratedeploy.report.page.HtmlBlock.Chapter;
import dev.migratedeploy.report.page.Legend;
import dev.migratedeploy.report.page.TimeScale;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the time of a run went, as a picture. */
final class TimelineChapter {
  /** The longest of more scripts have a row of their own; the table below has all of them. */
  private static final int MOST_INNER = 40;

  private final PageText text;
  private final Instant origin;
  private final TimeScale scale;
  private final Set<Kind> shown = EnumSet.noneOf(Kind.class);

  private TimelineChapter(PageText text, Instant origin, Instant end) {
    this.text = text;
    this.origin = origin;
    this.scale = new TimeScale(Duration.between(origin, end));
  }

  /** Absent if there is nothing to show. */
  static Optional<HtmlBlock> of(List<TimeRow> rows, PageText text) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Instant from = rows.stream().map(TimeRow::from).min(Comparator.naturalOrder()).orElseThrow();
    Instant to = rows.stream().map(TimeRow::to).max(Comparator.naturalOrder()).orElseThrow();
    return Optional.of(new TimelineChapter(text, from, to).chapter(rows));
  }

  private HtmlBlock chapter(List<TimeRow> rows) {
    Set<TimeRow> longest =
        rows.stream()
            .filter(TimeRow::inner)
            .sorted(Comparator.comparing(TimeRow::length).reversed())
            .limit(MOST_INNER)
            .collect(Collectors.toSet());
    List<Bars.Row> bars = new ArrayList<>();
    int others = 0;
    Duration inOthers = Duration.ZERO;
    for (TimeRow row : rows) {
      if (!row.inner() || longest.contains(row)) {
        if (others > 0 && !row.inner()) {
          bars.add(others(others, inOthers));
          others = 0;
        }
        bars.add(bar(row));
      } else {
        others++;
        inOthers = inOthers.plus(row.length());
      }
    }
    if (others > 0) {
      bars.add(others(others, inOthers));
    }
    return new Chapter("Timeline", List.of(new Bars(scale.ticks(), bars), legend()));
  }

  private static Bars.Row others(int count, Duration time) {
    String name = "and " + HumanReadable.count(count, "shorter script");
    return new Bars.Row(name, true, List.of(), HumanReadable.brief(time), name);
  }

  private Bars.Row bar(TimeRow row) {
    String value = value(row);
    String name = text.name(row.name());
    String begins = HumanReadable.clock(Duration.between(origin, row.from()));
    return new Bars.Row(
        name,
        row.inner(),
        row.spans().stream().map(this::piece).toList(),
        value,
        name + ": " + value + ", from " + begins);
  }

  private static String value(TimeRow row) {
    String whole = HumanReadable.brief(row.length());
    Duration locks = row.of(Kind.LOCK);
    Duration pull = row.of(Kind.PULL);
    if (!locks.isZero()) {
      return whole + ", lock " + HumanReadable.brief(locks);
    }
    return pull.isZero() ? whole : whole + ", pull " + HumanReadable.brief(pull);
  }

  private Piece piece(TimeSpan span) {
    shown.add(span.kind());
    double from = scale.at(Duration.between(origin, span.from()));
    double to = scale.at(Duration.between(origin, span.from()).plus(span.length()));
    return new Piece(
        from,
        to - from,
        span.kind().ink(),
        span.kind().words() + ", " + HumanReadable.brief(span.length()),
        span.kind() == Kind.LOCK || span.kind() == Kind.PULL || span.kind() == Kind.PAUSE);
  }

  private Legend legend() {
    return new Legend(
        shown.stream().map(kind -> new Legend.Entry(kind.ink(), kind.words())).toList());
  }
}
