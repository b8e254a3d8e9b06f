package dev.migratedeploy.flyway;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of Flyway's placeholders a script uses; Flyway replaces them wherever they are, in comments
 * too, and does not run a script with one that has no value.
 *
 * @param prefix such as <code>${</code>
 * @param own what the names begin with that Flyway fills in itself, such as {@code flyway:}
 */
public record PlaceholderUse(String prefix, String suffix, String own) {
  private static final int LONGEST_NAME = 200;

  /** How an environment's Flyway reads them. */
  public static PlaceholderUse of(FlywayOptions options) {
    return new PlaceholderUse(
        options.placeholderPrefix().value(),
        options.placeholderSuffix().value(),
        "flyway" + options.placeholderSeparator().value());
  }

  /**
   * The names in small letters that a script uses and that have no value.
   *
   * @param values by their names in small letters
   */
  public Set<String> without(Map<String, String> values, String script) {
    Set<String> names = new TreeSet<>();
    int from = prefix.isEmpty() || suffix.isEmpty() ? -1 : script.indexOf(prefix);
    while (from >= 0) {
      int begin = from + prefix.length();
      int end = script.indexOf(suffix, begin);
      if (end < 0) {
        return names;
      }
      String name = script.substring(begin, end).toLowerCase(Locale.ROOT);
      if (!name.startsWith(own) && !values.containsKey(name) && isName(name)) {
        names.add(name);
      }
      from = script.indexOf(prefix, end + suffix.length());
    }
    return names;
  }

  /** What is no name Flyway would refuse too, and says so better. */
  private static boolean isName(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST_NAME
        && name.chars().noneMatch(Character::isISOControl);
  }
}
