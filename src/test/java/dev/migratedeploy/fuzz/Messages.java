package dev.migratedeploy.fuzz;

import dev.migratedeploy.verdict.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What every message for the user is: one line, of visible characters, about a line that exists.
 */
final class Messages {
  private static final Pattern PLACE = Pattern.compile("file:(\\d+):.*");

  /** A line of a job's log that nobody reads to its end any more. */
  private static final int LONGEST = 2_000;

  private Messages() {}

  /**
   * Checks a refusal.
   *
   * @param text what was read under the name {@code file}
   */
  static void check(Problem problem, String text) {
    long last = lines(text);
    List<String> lines = new ArrayList<>(problem.details());
    lines.add(problem.cause());
    lines.add(problem.next());
    for (String line : lines) {
      checkLine(line);
      Matcher place = PLACE.matcher(line);
      if (place.matches()) {
        long number = Long.parseLong(place.group(1));
        if (number < 1 || number > last) {
          throw new AssertionError("there is no such line: " + line);
        }
      }
    }
  }

  static void checkLine(String line) {
    if (line.chars().anyMatch(c -> c < ' ' || (c >= 0x7f && c <= 0x9f))) {
      throw new AssertionError("a control character in: " + line);
    }
    if (line.length() > LONGEST) {
      throw new AssertionError("a message of " + line.length() + " characters");
    }
  }

  /** As YAML counts them: a carriage return, NEL and the separators of Unicode end lines too. */
  static long lines(String text) {
    return 1 + text.chars().filter(c -> "\n\r\u0085\u2028\u2029".indexOf(c) >= 0).count();
  }
}
