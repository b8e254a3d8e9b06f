package dev.migratedeploy.localcloud.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter pattern of terms: all of them must be in the message, and none with a minus before it. A
 * term with anything but letters, digits and underscores stands in double quotes. Patterns of
 * fields and of JSON are not known here.
 *
 * @param wanted terms, without their quotes
 * @param unwanted terms, without their minus and their quotes
 */
record LogPattern(List<String> wanted, List<String> unwanted) {
  private static final Pattern TERM =
      Pattern.compile("\\s*(-?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\"]+))");

  static LogPattern parse(String text) {
    List<String> wanted = new ArrayList<>();
    List<String> unwanted = new ArrayList<>();
    String terms = text.strip();
    Matcher term = TERM.matcher(terms);
    for (int at = 0; at < terms.length(); at = term.end()) {
      if (!term.region(at, terms.length()).lookingAt()) {
        throw AwsError.invalidParameter("Invalid filter pattern");
      }
      (term.group(1).isEmpty() ? wanted : unwanted).add(words(term));
    }
    return new LogPattern(wanted, unwanted);
  }

  private static String words(Matcher term) {
    if (term.group(2) != null) {
      return term.group(2).replaceAll("\\\\(.)", "$1");
    }
    if (!term.group(3).matches("\\w+")) {
      throw AwsError.invalidParameter("Invalid character(s) in term '" + term.group(3) + "'");
    }
    return term.group(3);
  }

  boolean matches(String message) {
    return wanted.stream().allMatch(message::contains)
        && unwanted.stream().noneMatch(message::contains);
  }
}
