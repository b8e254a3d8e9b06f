package dev.migratedeploy.findings;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules that a script's own comments allow it to break: {@code -- migrate-deploy:allow drop,
 * truncate: the table was never filled}.
 */
final class Suppressions {
  private static final Pattern ALLOWANCE =
      Pattern.compile(
          "migrate-deploy:\\s?allow\\s++([a-z][a-z0-9-]*+(?:\\s*+,\\s*+[a-z][a-z0-9-]*+)*+)");

  private Suppressions() {}

  static Set<String> in(Collection<String> comments) {
    Set<String> rules = new TreeSet<>();
    for (String comment : comments) {
      Matcher allowance = ALLOWANCE.matcher(comment);
      while (allowance.find()) {
        rules.addAll(Arrays.asList(allowance.group(1).split("\\s*,\\s*", -1)));
      }
    }
    return rules;
  }
}
