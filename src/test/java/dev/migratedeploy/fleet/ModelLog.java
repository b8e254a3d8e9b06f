package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.logs.LogEvent;
import dev.migratedeploy.deploy.task.StormDice;
import java.util.ArrayList;
import java.util.List;

/** A task's log in CloudWatch. */
final class ModelLog {
  /** A line, and when it was written and can be read; one that is dropped never can. */
  record Line(long written, long readable, String text, boolean dropped) {}

  private final StormDice dice;
  private final int late;
  private final int dropping;
  private final boolean dropsEnd;
  private final List<Line> lines = new ArrayList<>();

  ModelLog(StormDice dice, int trouble) {
    this.dice = dice;
    this.late = trouble;
    this.dropping = dice.trouble("log that loses lines", trouble) ? 10 : 0;
    this.dropsEnd = dice.trouble("end line lost", trouble);
  }

  void write(long at, String text) {
    long delay =
        dice.trouble("line late", late)
            ? dice.between(0, 15_000)
            : late == 0 ? 300 : dice.between(0, 2_000);
    long before = lines.isEmpty() ? 0 : lines.get(lines.size() - 1).readable();
    lines.add(
        new Line(at, Math.max(before, at + delay), text, dice.trouble("line lost", dropping)));
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

  /** What can be read then. */
  List<LogEvent> events(long now) {
    return lines.stream()
        .filter(line -> !line.dropped() && line.readable() <= now)
        .map(line -> new LogEvent(ModelTask.instant(line.written()), line.text()))
        .toList();
  }

  /** Whether it can be read to its end line, and has every line. */
  boolean isWholeAt(long now) {
    return !lines.isEmpty()
        && lines.stream().noneMatch(line -> line.dropped() || line.readable() > now);
  }

  /** Whether the line that ends a database was lost. */
  boolean lacksEndOf(String target) {
    return lines.stream()
        .noneMatch(
            line ->
                !line.dropped()
                    && line.text().startsWith("[migrate-deploy] end target=" + target + " "));
  }
}
