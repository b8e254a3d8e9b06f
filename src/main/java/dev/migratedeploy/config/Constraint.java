package dev.migratedeploy.config;

import dev.migratedeploy.support.Durations;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a value must look like. */
public interface Constraint {
  /** Every value. */
  Constraint ANYTHING = value -> Optional.empty();

  /** A name. */
  Constraint WORD = matching("[^\\s\\p{Cntrl}]+", "a name without blanks");

  /** Ids such as {@code subnet-0a1b}; not stricter, since stand-ins for AWS use other names. */
  Constraint ID = matching("[A-Za-z0-9_-]+", "an id of letters, digits, - and _");

  /** As {@link Durations} reads it. */
  Constraint DURATION = of(value -> Durations.parse(value).isPresent(), Durations.ACCEPTED);

  /** A path in an image. */
  Constraint ABSOLUTE_PATH =
      of(value -> value.startsWith("/") && stays(value), "an absolute path without ..");

  /** A path that stays below the project. */
  Constraint RELATIVE_PATH =
      of(
          value -> !value.startsWith("/") && stays(value),
          "a path relative to the project, without ..");

  /** What is expected instead of a wrong value, empty for a right one. Never shows the value. */
  Optional<String> expected(String value);

  /** A rule that is told as {@code expected …}. */
  static Constraint of(Predicate<String> holds, String expected) {
    return value -> holds.test(value) ? Optional.empty() : Optional.of(expected);
  }

  /** The whole value is matched. */
  static Constraint matching(String pattern, String expected) {
    return of(Pattern.compile(pattern).asMatchPredicate(), expected);
  }

  private static boolean stays(String path) {
    List<String> parts = List.of(path.split("/", -1));
    return path.chars().noneMatch(character -> character < ' ' || character == '\\')
        && !parts.contains("..")
        && parts.stream().anyMatch(part -> !part.isBlank() && !part.equals("."));
  }
}
