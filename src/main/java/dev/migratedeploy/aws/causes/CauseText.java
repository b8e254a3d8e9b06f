package dev.migratedeploy.aws.causes;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text of another system as it is compared with the signs of a table: in lower case, and without
 * the names of the user's own things. A repository may be called {@code timeout}, a secret {@code
 * access-denied}, and every digest and account id has digits.
 */
final class CauseText {
  /** What the agent writes before each failure of either kind, so that it is a sign of neither. */
  private static final String EITHER = "unable to pull secrets or registry auth";

  private static final Pattern NAMES =
      Pattern.compile(
          String.join(
              "|",
              "\"[^\"]*\"",
              "(?<!\\w)'[^'\\s]*(\\s[^'\\s]*){0,2}'(?!\\w)", // a longer one is a sentence
              "\\[[^\\[\\]]*+\\[?+[^\\[\\]]*+\\]",
              "arn:\\S+",
              "(?<!\\w)\\w++://\\S+",
              "(?<![\\w.-])[\\w.-]+\\.[a-z]{2,}(:\\d+)?/\\S+", // a host and a path
              "(?<=\\s|^)/\\S+", // a path
              "(?<![\\w.-]|[\\w.-]/)[\\w.-]++(?:/[\\w.-]++)++[:@]\\w\\S*", // an image
              "(?<![\\w-])[\\w-]++(?:\\.[\\w-]++){2,}+", // a host
              "sha256:[0-9a-f]+"));

  private CauseText() {}

  static String of(String text) {
    String plain =
        text.toLowerCase(Locale.ROOT)
            .replace('\u2019', '\'')
            .replace('\u2018', '\'')
            .replaceAll("\\s+", " ")
            .replace(EITHER, "unable-to-fetch");
    return NAMES.matcher(plain).replaceAll(" ~ ");
  }
}
