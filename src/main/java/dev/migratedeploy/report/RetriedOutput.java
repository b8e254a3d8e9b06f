package dev.migratedeploy.report;

import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.flyway.observer.ObserverEvent;
import dev.migratedeploy.flyway.observer.ObserverEvent.Ended;
import dev.migratedeploy.flyway.observer.ObserverEvent.GaveUp;
import dev.migratedeploy.flyway.observer.ObserverEvent.LockRetry;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptBegun;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptFailed;
import dev.migratedeploy.flyway.observer.ObserverEvent.Started;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps what Flyway says of a try that is followed by another one from the output: its error would
 * be read as the result, and ten tries would say all of it ten times. Nothing is lost: if no
 * further try begins the script, what was held back is told after all, and {@code task.log} has all
 * of it.
 */
final class RetriedOutput {
  /** More than Flyway says between two tries; then somebody else speaks. */
  private static final int MOST_HELD = 500;

  private static final int MOST_KNOWN = 1_000;
  private static final int LONGEST_KNOWN = 1_000;

  private final Set<String> told = new HashSet<>();
  private final List<LogLine> held = new ArrayList<>();
  private boolean tries;

  /** From a failure for a lock on, after which a further try may come. */
  private boolean between;

  /** Such a try comes, and before its script begins. */
  private boolean again;

  private boolean repeats;

  /** The lines to print now that one was read. */
  List<LogLine> read(LogLine line) {
    if (!between) {
      return isRepeated(line.text()) ? List.of() : List.of(line);
    }
    held.add(line);
    return held.size() < MOST_HELD ? List.of() : release();
  }

  private boolean isRepeated(String text) {
    if (told.contains(text)) {
      return repeats;
    }
    if (told.size() < MOST_KNOWN && text.length() < LONGEST_KNOWN) {
      told.add(text);
    }
    return false;
  }

  /** The lines to print before what is observed. */
  List<LogLine> observed(ObserverEvent event) {
    if (event instanceof Started started) {
      tries = started.locks().isPresent();
    } else if (event instanceof ScriptFailed failed) {
      between |= tries && failed.lock();
    } else if (event instanceof LockRetry) {
      between = true;
      repeats = true;
      again = true;
      held.clear();
    } else if (event instanceof ScriptBegun) {
      between = false;
      again = false;
      held.clear();
    } else if (event instanceof GaveUp || (event instanceof Ended && !again)) {
      return release();
    }
    return List.of();
  }

  /** What is held back, now that no further try will tell it again. */
  List<LogLine> release() {
    between = false;
    List<LogLine> all = List.copyOf(held);
    held.clear();
    return all;
  }
}
