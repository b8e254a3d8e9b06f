package dev.migratedeploy.flyway.configuration;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the arguments say, such as {@code -outOfOrder=true}. */
record ArgumentSource(List<String> arguments) {
  Stream<Given> givens() {
    return arguments.stream()
        .filter(argument -> argument.startsWith("-") && argument.indexOf('=') > 0)
        .map(
            argument -> {
              String name = argument.substring(1, argument.indexOf('='));
              return Given.text(
                  Keys.of(name),
                  argument.substring(argument.indexOf('=') + 1),
                  true,
                  () -> "the argument -" + name);
            });
  }

  /** An option that is there twice: Flyway fails at its start. */
  List<String> problems() {
    Set<String> seen = new HashSet<>();
    return arguments.stream()
        .filter(argument -> argument.startsWith("-") && argument.indexOf('=') > 0)
        .map(argument -> argument.substring(0, argument.indexOf('=')))
        .filter(name -> !seen.add(name))
        .distinct()
        .map(name -> "the argument " + name + " is there twice")
        .toList();
  }

  /** One of those that only the command line knows, such as {@code workingDirectory}. */
  Optional<String> only(String name) {
    String start = "-" + name + "=";
    return arguments.stream()
        .filter(argument -> argument.startsWith(start))
        .map(argument -> argument.substring(start.length()))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
