package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.aws.logs.LogTail;
import dev.migratedeploy.aws.logs.LogTail.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far a task's log was read, when to read on, and whether it has ended. */
final class LogProgress {
  /**
   * How long the log must be quiet past the container's end if no end line proves that it is whole.
   */
  static final Duration QUIET = Duration.ofSeconds(10);

  /** How long past that the log is waited for at most: CloudWatch takes in late at times. */
  static final Duration LATEST = Duration.ofSeconds(30);

  /**
   * Between two reads of a log that is far ahead. An account has ten GetLogEvents a second in some
   * regions (CloudWatch Logs quotas).
   */
  private static final Duration BACKLOG = Duration.ofMillis(125);

  /** How long after the end line its container's end is near; then it was not the end. */
  private static final Duration ENDING = Duration.ofMinutes(1);

  private final LogTail tail;
  private final PollSchedule reads =
      PollSchedule.between(Duration.ofMillis(350), Duration.ofMillis(800));

  private Instant lastLine;
  private Optional<Instant> containerEnded = Optional.empty();

  /** Whether the log was read since then, with success or without. */
  private boolean readSince;

  private boolean caughtUp;
  private boolean notReadable;

  LogProgress(LogTail tail, Instant started) {
    this.tail = tail;
    this.lastLine = started;
  }

  /** Where it goes on. */
  Optional<String> token() {
    return tail.token();
  }

  /** When to read it next; absent if it cannot be read at all. */
  Optional<Instant> readAt() {
    return notReadable ? Optional.empty() : Optional.of(reads.at());
  }

  LogSummary summary() {
    return tail.summary();
  }

  /**
   * Takes in a page. One that was asked for with another token has been taken in before.
   *
   * @return whether there were lines
   */
  boolean take(Observation.LogRead answer, Instant now) {
    if (!answer.token().equals(tail.token())) {
      return false;
    }
    Progress progress = tail.take(answer.reading());
    boolean since = containerEnded.filter(answer.asked()::isBefore).isEmpty();
    readSince |= since;
    caughtUp = since && progress == Progress.CAUGHT_UP;
    notReadable = progress == Progress.NOT_READABLE;
    boolean lines = progress == Progress.LINES || progress == Progress.BACKLOG;
    reads.next(now, lines || progress == Progress.SKIPPED);
    if (progress == Progress.BACKLOG) {
      reads.noLaterThan(now.plus(BACKLOG));
    }
    if (lines) {
      lastLine = now;
    }
    if (!since || (lines && containerEnded.isPresent() && tail.summary().complete())) {
      reads.at(now); // whether that was all
    }
    return lines;
  }

  /** The task's status changed: a line may come with it. */
  void hurry() {
    reads.hurry();
  }

  /** The migration container has ended: from now on every read may be the last one. */
  void containerEnded(Instant now) {
    containerEnded = Optional.of(now);
    readSince = false;
    caughtUp = false;
    reads.at(now);
  }

  /** Whether the end line was read a short while ago. */
  boolean endedJustNow(Instant now) {
    return tail.summary().complete() && now.isBefore(lastLine.plus(ENDING));
  }

  /**
   * Whether nothing more is to be expected of a container that has ended.
   *
   * @param mayHaveRun whether it may have written anything
   */
  boolean hasEnded(Instant now, boolean mayHaveRun) {
    if (notReadable || (caughtUp && (tail.summary().complete() || !mayHaveRun))) {
      return true;
    }
    return readSince && deadlines().stream().anyMatch(deadline -> !now.isBefore(deadline));
  }

  /** When it is taken for ended, though nothing proves it. */
  List<Instant> deadlines() {
    return containerEnded
        .map(end -> List.of((lastLine.isAfter(end) ? lastLine : end).plus(QUIET), end.plus(LATEST)))
        .orElse(List.of());
  }

  /** Hands on what turned out not to be the end; nothing more is read. */
  void close() {
    tail.close();
  }
}
