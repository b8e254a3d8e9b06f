package dev.migratedeploy.flyway.observer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the observer's lines in a task's log and puts together what they tell. Only a line that
 * bears the key of the log's first line is one; whatever a line holds, reading it never fails.
 */
public final class ObserverLogParser {
  /** What a line of the log is. */
  public sealed interface Heard {
    /** Not the observer's. */
    record Ordinary() implements Heard {}

    /** The observer's, without news: its key, a line that was there before, one that is forged. */
    record Nothing() implements Heard {}

    /** The observer's. */
    record Told(ObserverLine line) implements Heard {}
  }

  private static final Pattern KEY =
      Pattern.compile(Pattern.quote(ObserverLine.KEY_LINE) + "([0-9a-f]{16})\\r?");

  /** Begins the line of an image in which the observer cannot run. */
  private static final String NOT_CHECKED = "[migrate-deploy] not checked: ";

  private final ObserverSequence sequence = new ObserverSequence();
  private final ObservedBuilder observed = new ObservedBuilder();
  private boolean first = true;

  /** The first line, and what every line of the observer begins with. */
  private Optional<String> keyLine = Optional.empty();

  private String prefix = "";

  /** Takes in the next line of the log. */
  public Heard line(String text) {
    boolean isFirst = first;
    first = false;
    if (isFirst) {
      Matcher key = KEY.matcher(text);
      if (key.matches()) {
        keyLine = Optional.of(text);
        prefix = ObserverLine.PREFIX + key.group(1) + "] ";
        return new Heard.Nothing();
      }
      return ordinary(text);
    }
    if (keyLine.isEmpty() || !text.startsWith(prefix)) {
      // CloudWatch may give a page twice.
      return keyLine.equals(Optional.of(text)) ? new Heard.Nothing() : ordinary(text);
    }
    String json = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    return ObserverLineParser.parse(json.substring(prefix.length()))
        .<Heard>map(line -> told(line, json))
        .orElseGet(Heard.Ordinary::new);
  }

  /** A script can write the line too; it counts only with the exit code of who ended Flyway. */
  private Heard ordinary(String text) {
    if (text.startsWith(NOT_CHECKED)) {
      ObserverText.visible(text.substring(NOT_CHECKED.length()), ObserverText.NAME)
          .ifPresent(observed::notChecked);
    }
    return new Heard.Ordinary();
  }

  private Heard told(ObserverLine line, String text) {
    if (!sequence.isNew(line, text)) {
      return new Heard.Nothing();
    }
    observed.add(line);
    return new Heard.Told(line);
  }

  /** The run of Flyway in this task of which a line was seen last, from 1; 0 before the first. */
  public int run() {
    return sequence.run();
  }

  /** What was told so far. */
  public Observed result() {
    return observed.build(
        keyLine.isEmpty()
            ? Observed.nothing().coverage()
            : sequence.coverage(observed.lost(), observed.isCut()));
  }
}
