package dev.migratedeploy.flyway;

import dev.migratedeploy.flyway.configuration.Given;
import dev.migratedeploy.flyway.configuration.Parameter;
import dev.migratedeploy.flyway.configuration.Said;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where sources say different things about one option, and which of them Flyway goes by. */
final class Contradictions {
  private Contradictions() {}

  static List<String> in(Said said) {
    List<String> notes = new ArrayList<>();
    if (!said.passedOver().isEmpty()) {
      notes.add(
          "Flyway does not read %s: it reads %s, and never both TOML and properties"
              .formatted(String.join(", ", said.passedOver()), String.join(", ", said.read())));
    }
    Arrays.stream(Parameter.values())
        .filter(parameter -> parameter != Parameter.URL)
        .flatMap(parameter -> in(said.all(parameter), parameter).stream())
        .forEach(notes::add);
    return notes;
  }

  private static Optional<String> in(List<Given> givens, Parameter parameter) {
    if (givens.isEmpty()) {
      return Optional.empty();
    }
    Given stronger = givens.get(givens.size() - 1);
    List<String> beaten =
        givens.stream()
            .filter(weaker -> !Objects.equals(weaker.shown(), stronger.shown()))
            .map(Contradictions::words)
            .toList();
    return beaten.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Flyway's %s is set more than once: %s beats %s"
                .formatted(parameter.id(), words(stronger), String.join(", ", beaten)));
  }

  private static String words(Given given) {
    return given.source().get() + (given.certain() ? " (" + given.shown() + ")" : "");
  }
}
