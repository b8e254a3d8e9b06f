package dev.migratedeploy.runner.policy;

import dev.migratedeploy.config.Constraint;
import java.util.List;
import java.util.Optional;

/**
 * What a container may be told to do.
 *
 * @param allowed commands such as {@code migrate}
 * @param arguments such as {@code -outOfOrder=true}, to the letter
 */
record Commands(List<String> allowed, List<String> arguments) {
  /** A database that is really to be emptied is not emptied by a pipeline. */
  static final Constraint COMMAND =
      Constraint.matching(
          "(?!clean$)[A-Za-z][A-Za-z0-9-]*", "a command such as migrate, and never clean");

  static final Constraint ARGUMENT =
      Constraint.matching("-[^\\p{Cntrl}]+", "an argument such as -outOfOrder=true");

  Commands {
    allowed = List.copyOf(allowed);
    arguments = List.copyOf(arguments);
  }

  /** Why a command line is not allowed; Flyway runs several commands one after the other. */
  Optional<String> objectionTo(List<String> command) {
    for (String word : command) {
      if (!allowed.contains(word) && !arguments.contains(word)) {
        return Optional.of(
            word.startsWith("-")
                ? "the policy allows only the arguments %s".formatted(words(arguments))
                : "the policy allows only the commands %s".formatted(words(allowed)));
      }
    }
    return command.stream().anyMatch(allowed::contains)
        ? Optional.empty()
        : Optional.of("it holds no command; the policy allows " + words(allowed));
  }

  private static String words(List<String> those) {
    return those.isEmpty() ? "(none)" : String.join(", ", those);
  }
}
