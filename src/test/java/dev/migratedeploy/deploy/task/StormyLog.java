package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogEvent;
import dev.migratedeploy.aws.logs.LogReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A task's log in CloudWatch, with all the trouble that CloudWatch may make. */
final class StormyLog {
  /** A line, and when it was written and can be read; one that is dropped never can. */
  record Line(long written, long readable, String text, boolean dropped) {}

  /** Nothing fails more often than this at one go, so that a test can tell late from lost. */
  private static final int MOST_TROUBLES = 2;

  private final StormDice dice;
  private final StormClock clock;
  private final boolean closed;
  private final boolean dropsEnd;
  private final int dropping;
  private final List<Line> lines = new ArrayList<>();
  private final List<Long> reads = new ArrayList<>();
  private List<LogEvent> page = List.of();
  private int troubles;
  private int served;

  StormyLog(StormDice dice, StormClock clock) {
    this.dice = dice;
    this.clock = clock;
    this.closed = dice.trouble("log unreadable", 3);
    this.dropsEnd = dice.trouble("end line dropped", 10);
    this.dropping = dice.percent(20) ? 15 : 0;
  }

  void write(long at, String text) {
    boolean isLate = dice.trouble("line late", 20);
    long readable = at + (isLate ? dice.between(0, 20_000) : dice.between(0, 2_000));
    long before = lines.isEmpty() ? 0 : lines.get(lines.size() - 1).readable();
    lines.add(
        new Line(at, Math.max(before, readable), text, dice.trouble("line dropped", dropping)));
  }

  /** What a program may print to look as if it had ended; the number of lines may even be right. */
  void forgeEnd(long at) {
    int count = dice.percent(50) ? lines.size() : dice.between(0, 60);
    dice.count("end line forged");
    write(at, "[migrate-deploy] end exit=" + dice.between(0, 1) + " lines=" + count);
  }

  void end(long at, int exitCode) {
    write(at, "[migrate-deploy] end exit=" + exitCode + " lines=" + lines.size());
    if (dropsEnd) {
      Line last = lines.remove(lines.size() - 1);
      lines.add(new Line(last.written(), last.readable(), last.text(), true));
    }
  }

  /** The process ends earlier than it would have: what it has not yet written is not written. */
  void cut(long at) {
    lines.removeIf(line -> line.written() > at);
  }

  /** Begins to be read from the start by a new reader. */
  void reopen() {
    served = 0;
    troubles = 0;
    page = List.of();
    reads.clear();
  }

  LogReading read(Optional<String> token) {
    clock.pass(dice.between(5, 150));
    reads.add(clock.millis());
    if (closed) {
      return new LogReading.Unreadable("access denied");
    }
    if (troubles < MOST_TROUBLES && dice.trouble("GetLogEvents fails", 15)) {
      troubles++;
      return new LogReading.Unreadable("Rate exceeded");
    }
    List<Line> visible = kept().stream().filter(line -> line.readable() <= clock.millis()).toList();
    if (visible.isEmpty()) {
      return new LogReading.NoStreamYet();
    }
    int from = token.map(text -> Integer.parseInt(text.replaceFirst("/.*", ""))).orElse(0);
    if (from < visible.size() && troubles < MOST_TROUBLES && dice.trouble("empty page", 20)) {
      troubles++;
      return new LogReading.Page(List.of(), from + "/" + reads.size());
    }
    if (token.isPresent() && troubles < MOST_TROUBLES && dice.trouble("page repeated", 5)) {
      troubles++;
      return new LogReading.Page(page, token.get());
    }
    troubles = 0;
    int to = Math.min(visible.size(), from + dice.between(5, 25));
    served = Math.max(served, to);
    List<LogEvent> events =
        visible.subList(from, to).stream()
            .map(line -> new LogEvent(StormClock.instant(line.written()), line.text()))
            .toList();
    page = events.isEmpty() ? page : events;
    return new LogReading.Page(events, from == to ? token.orElse("0/start") : to + "/" + to);
  }

  private List<Line> kept() {
    return lines.stream().filter(line -> !line.dropped()).toList();
  }

  /** What the reader was given. */
  List<String> served() {
    return kept().stream().limit(served).map(Line::text).toList();
  }

  /** What it was not given although it could have been read at that time. */
  List<String> missed(long at) {
    return kept().stream()
        .skip(served)
        .filter(line -> line.readable() <= at && !closed)
        .map(Line::text)
        .toList();
  }

  /** Whether a line in the midst of the output looks as if it were the last one. */
  boolean isForged() {
    return lines.stream()
        .limit(Math.max(0, lines.size() - (dropsEnd ? 0 : 1)))
        .anyMatch(line -> EndMarker.in(line.text()).isPresent());
  }

  List<Long> reads() {
    return reads;
  }
}
