package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.logs.EndMarker;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line with which the image's entrypoint tells, in the log of a task of several databases, where
 * the output of one of them begins and ends.
 */
public sealed interface TargetMarker {
  /**
   * What is known of the line before it only by who knows the key: no script can write it.
   *
   * @param key absent if the container could make none
   * @param after the exit code of the database before it
   */
  record Proof(Optional<String> key, Optional<Integer> after) {
    static final Proof NONE = new Proof(Optional.empty(), Optional.empty());
  }

  /** The next line is the first one of this database. */
  record Begin(String target, Proof proof) implements TargetMarker {}

  /**
   * The line before was the last one of this database. Anything that writes into the log can write
   * this line too.
   *
   * @param lines how many lines it has
   */
  record End(String target, int exitCode, long lines) implements TargetMarker {
    /** The same as the end of a log of its own. */
    EndMarker alone() {
      return new EndMarker(exitCode, lines);
    }
  }

  /** There is no further one. */
  record Closing(int tried, int all, Proof proof) implements TargetMarker {}

  /** What every one of them begins with. */
  String PREFIX = "[migrate-deploy] ";

  /** The marker in a line of output, if it is one. */
  static Optional<TargetMarker> in(String line) {
    if (!line.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    return end(text).<TargetMarker>map(end -> end).or(() -> begin(text)).or(() -> closing(text));
  }

  /** The end line of a database in a line of output, if it is one. */
  static Optional<End> end(String line) {
    Matcher form = Forms.END.matcher(line);
    return form.matches()
        ? Optional.of(
            new End(form.group(1), Integer.parseInt(form.group(2)), Long.parseLong(form.group(3))))
        : Optional.empty();
  }

  private static Optional<TargetMarker> begin(String line) {
    Matcher form = Forms.BEGIN.matcher(line);
    return form.matches() ? Optional.of(new Begin(form.group(1), proof(form))) : Optional.empty();
  }

  private static Optional<TargetMarker> closing(String line) {
    Matcher form = Forms.CLOSING.matcher(line);
    return form.matches()
        ? Optional.of(
            new Closing(
                Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), proof(form)))
        : Optional.empty();
  }

  private static Proof proof(Matcher form) {
    return new Proof(
        Optional.ofNullable(form.group("key")),
        Optional.ofNullable(form.group("after")).map(Integer::valueOf));
  }

  /** As {@code each} writes them, a script of the image. */
  final class Forms {
    private static final String NAME = "([A-Za-z0-9][A-Za-z0-9._-]*)";
    private static final String PROOF =
        "(?: after=(?<after>\\d{1,3}))?(?: key=(?<key>[0-9a-f]{16}))?";
    private static final String START = Pattern.quote(PREFIX);

    private static final Pattern BEGIN = Pattern.compile(START + "begin target=" + NAME + PROOF);
    private static final Pattern END =
        Pattern.compile(START + "end target=" + NAME + " exit=(\\d{1,3}) lines=(\\d{1,18})\\r?");
    private static final Pattern CLOSING =
        Pattern.compile(START + "tried (\\d{1,9}) of (\\d{1,9}) targets" + PROOF);

    private Forms() {}
  }
}
