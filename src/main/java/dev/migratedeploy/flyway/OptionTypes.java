package dev.migratedeploy.flyway;

import dev.migratedeploy.flyway.configuration.Given;
import dev.migratedeploy.flyway.configuration.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How Flyway reads the text of a value as what the option is. */
final class OptionTypes {
  private OptionTypes() {}

  static Optional<Boolean> flag(Given given) {
    return given
        .text()
        .map(String::strip)
        .filter(text -> text.matches("(?i)true|false|\\d+"))
        .map(text -> !text.equalsIgnoreCase("false") && !text.matches("0+"));
  }

  static Optional<Integer> number(Given given) {
    return given
        .text()
        .map(String::strip)
        .filter(text -> text.matches("-?\\d{1,9}"))
        .map(Integer::valueOf);
  }

  /** A text is cut at its commas; blanks around them count with TOML, and only there. */
  static List<String> items(Given given, boolean modern) {
    if (given.list()) {
      return given.items();
    }
    return Arrays.stream(given.text().orElse("").split(",", 0))
        .map(item -> modern ? item : item.strip())
        .toList();
  }

  /** Why Flyway cannot read a value, without the value. */
  static Optional<String> problem(Parameter parameter, Given given) {
    if (!given.certain() || given.list()) {
      return Optional.empty();
    }
    return switch (parameter.type()) {
      case FLAG ->
          flag(given).isPresent() ? Optional.empty() : wrong(parameter, given, "true or false");
      case NUMBER ->
          number(given).isPresent() ? Optional.empty() : wrong(parameter, given, "a number");
      case TEXT, LIST -> Optional.empty();
    };
  }

  private static Optional<String> wrong(Parameter parameter, Given given, String right) {
    return Optional.of(given.source().get() + ": " + parameter.id() + " must be " + right);
  }
}
