package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.logs.LogEvent;
import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.aws.logs.LogSource;
import dev.migratedeploy.support.VirtualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A log whose lines can be seen from known times on; its stream comes with the first of them. */
final class LogTimeline implements LogSource {
  /** A page of GetLogEvents holds no more. */
  private static final int MOST_EVENTS = 10_000;

  private record Line(Duration from, String text) {}

  private final VirtualTicker ticker;
  private final List<Line> lines = new ArrayList<>();
  private final List<Duration> reads = new ArrayList<>();

  LogTimeline(VirtualTicker ticker) {
    this.ticker = ticker;
  }

  LogTimeline line(int second, String text) {
    return line(Duration.ofSeconds(second), text);
  }

  LogTimeline line(Duration from, String text) {
    lines.add(new Line(from, text));
    return this;
  }

  /** When the log was read. */
  List<Duration> reads() {
    return reads;
  }

  @Override
  public LogReading read(Optional<String> token) {
    Duration now = ticker.elapsed();
    reads.add(now);
    List<LogEvent> visible =
        lines.stream()
            .filter(line -> line.from().compareTo(now) <= 0)
            .map(line -> new LogEvent(VirtualTicker.START.plus(line.from()), line.text()))
            .toList();
    if (visible.isEmpty()) {
      return new LogReading.NoStreamYet();
    }
    int from = token.map(Integer::parseInt).orElse(0);
    int to = Math.min(visible.size(), from + MOST_EVENTS);
    return new LogReading.Page(visible.subList(from, to), Integer.toString(to));
  }
}
