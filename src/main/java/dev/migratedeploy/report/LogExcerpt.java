package dev.migratedeploy.report;

import dev.migratedeploy.support.Ellipsis;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The beginning and the end of a task's log, where its causes stand; never all of a long one. */
final class LogExcerpt {
  private static final int HEAD = 20;
  private static final int TAIL = 100;
  private static final int LONGEST_LINE = 300;

  private final List<String> head = new ArrayList<>();
  private final Deque<String> tail = new ArrayDeque<>();
  private Optional<Instant> first = Optional.empty();
  private long lines;

  /**
   * The next line.
   *
   * @param text without secrets
   */
  synchronized void line(Instant at, String text) {
    Instant began = first.orElse(at);
    first = Optional.of(began);
    lines++;
    String line =
        HumanReadable.clock(Duration.between(began, at))
            + "  "
            + TerminalSanitizer.of(Ellipsis.cut(text, LONGEST_LINE), false);
    if (head.size() < HEAD) {
      head.add(line);
      return;
    }
    tail.addLast(line);
    if (tail.size() > TAIL) {
      tail.removeFirst();
    }
  }

  /** How many there were. */
  synchronized long lines() {
    return lines;
  }

  /** With a line for what is left out. */
  synchronized List<String> excerpt() {
    List<String> excerpt = new ArrayList<>(head);
    long left = lines - head.size() - tail.size();
    if (left > 0) {
      excerpt.add("       … " + HumanReadable.count(left, "more line") + " in task.log …");
    }
    excerpt.addAll(tail);
    return excerpt;
  }
}
