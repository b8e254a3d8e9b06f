package dev.migratedeploy.aws.logs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes in a log page by page and hands on every line once, in order. It follows the tokens that
 * the log gives: several events may bear the same millisecond, so a time is no place to go on from.
 */
public final class LogTail {
  /** What a read brought, which is what the next one's time depends on. */
  public enum Progress {
    /** There were so many lines that the next page is there already. */
    BACKLOG,
    /** There were lines; there may be more at once. */
    LINES,
    /** An empty page, but not the end: such pages come in the middle of a stream. */
    SKIPPED,
    /** Nothing new. */
    CAUGHT_UP,
    /** The call failed. */
    FAILED,
    /** There is no log to read. */
    NOT_READABLE
  }

  /**
   * Where the awslogs driver splits a line into several events, less what it may keep free for a
   * character of several bytes (maximumBytesPerEvent in its source: 256 KiB less 26 bytes).
   */
  private static final int SPLIT_AT = 262_118 - 8;

  /** A page holds 10,000 events or 1 MB at most (API_GetLogEvents). */
  private static final int BACKLOG_OF_EVENTS = 1_000;

  private static final int BACKLOG_OF_CHARACTERS = 500_000;

  /** A line without an end is handed on in pieces of so many characters. */
  private static final int LONGEST = 1 << 20;

  /** No character of Java's takes more bytes in UTF-8 than this. */
  private static final int MOST_BYTES = 3;

  private final Consumer<LogLine> out;

  private Optional<String> token = Optional.empty();

  /** The last page that had events: one that comes again without leading on is no news. */
  private List<LogEvent> last = List.of();

  private final StringBuilder begun = new StringBuilder();
  private Optional<LogLine> heldBack = Optional.empty();
  private Optional<String> unreadable = Optional.empty();
  private long lines;

  /**
   * A tail from the log's start.
   *
   * @param out gets each line but the end line
   */
  public LogTail(Consumer<LogLine> out) {
    this.out = out;
  }

  /** With what to ask for the next page; absent: for the first one. */
  public Optional<String> token() {
    return token;
  }

  /** Takes in what a call with that token gave. */
  public Progress take(LogReading reading) {
    if (reading instanceof LogReading.Page page) {
      unreadable = Optional.empty();
      boolean moved = !token.equals(Optional.of(page.next()));
      boolean repeated = !moved && page.events().equals(last);
      token = Optional.of(page.next());
      if (!page.events().isEmpty() && !repeated) {
        last = page.events();
        last.forEach(this::take);
        return isBacklog(last) ? Progress.BACKLOG : Progress.LINES;
      }
      return moved ? Progress.SKIPPED : Progress.CAUGHT_UP;
    }
    if (reading instanceof LogReading.NotReadable notReadable) {
      unreadable = Optional.of(notReadable.reason());
      return Progress.NOT_READABLE;
    }
    if (reading instanceof LogReading.Unreadable failed) {
      unreadable = Optional.of(failed.reason());
      return Progress.FAILED;
    }
    unreadable = Optional.of(LogSummary.NO_STREAM);
    return Progress.CAUGHT_UP;
  }

  /** What has been seen so far. */
  public LogSummary summary() {
    return new LogSummary(lines, heldBack.flatMap(line -> EndMarker.in(line.text())), unreadable);
  }

  /** Hands on what turned out not to be the end; to be called when nothing more will be read. */
  public void close() {
    if (!begun.isEmpty()) {
      takeBegun(last.get(last.size() - 1).at());
    }
    if (!summary().complete()) {
      release();
    }
  }

  private void take(LogEvent event) {
    String message = event.message();
    if (!begun.isEmpty() && EndMarker.in(withoutLineFeed(message)).isPresent()) {
      takeBegun(event.at()); // it was no more than as long as the driver allows
    }
    begun.append(message);
    if (!isSplit(message)) {
      takeBegun(event.at());
    } else if (begun.length() >= LONGEST) {
      handOnPieces(event.at());
    }
  }

  /** The line goes on: it is counted once, with its last piece. */
  private void handOnPieces(Instant at) {
    release();
    int from = 0;
    for (; begun.length() - from > LONGEST; from += LONGEST) {
      out.accept(new LogLine(at, begun.substring(from, from + LONGEST)));
    }
    begun.delete(0, from);
  }

  private void takeBegun(Instant at) {
    String message = withoutLineFeed(begun.toString());
    begun.setLength(0);
    // Only a line feed ends a line: a carriage return is a part of it.
    for (String text : message.split("\n", -1)) {
      take(new LogLine(at, text));
    }
  }

  /** With a multi-line pattern the driver ends a message's last line too; it begins no other. */
  private static String withoutLineFeed(String message) {
    return message.endsWith("\n") ? message.substring(0, message.length() - 1) : message;
  }

  private static boolean isBacklog(List<LogEvent> events) {
    return events.size() >= BACKLOG_OF_EVENTS
        || events.stream().mapToLong(event -> event.message().length()).sum()
            >= BACKLOG_OF_CHARACTERS;
  }

  private static boolean isSplit(String message) {
    return !message.endsWith("\n")
        && message.length() * MOST_BYTES >= SPLIT_AT
        && message.getBytes(StandardCharsets.UTF_8).length >= SPLIT_AT;
  }

  /**
   * A line that looks like the end is the end only if nothing follows: until then it is held back,
   * and if something does follow it was output like any other.
   */
  private void take(LogLine line) {
    release();
    if (EndMarker.in(line.text()).isPresent()) {
      heldBack = Optional.of(line);
    } else {
      handOn(line);
    }
  }

  private void release() {
    heldBack.ifPresent(this::handOn);
    heldBack = Optional.empty();
  }

  private void handOn(LogLine line) {
    lines++;
    out.accept(line);
  }
}
