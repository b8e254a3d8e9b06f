package dev.migratedeploy.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What is given after {@code --}: arguments for Flyway. */
final class FlywayArguments {
  static final String SEPARATOR = "--";
  static final String LABEL = "-- ARG";

  private FlywayArguments() {}

  /** Lets a command take them. */
  static void addTo(CommandSpec command) {
    command.addPositional(
        PositionalParamSpec.builder()
            .arity("0..*")
            .paramLabel(LABEL)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("Arguments for Flyway, passed on as they are.")
            .build());
  }

  /** Those of one command, and perhaps words before {@code --} that are none. */
  static List<String> in(ParseResult command) {
    return command.matchedPositionals().stream()
        .filter(parameter -> parameter.paramLabel().equals(LABEL))
        .distinct()
        .flatMap(parameter -> parameter.originalStringValues().stream())
        .toList();
  }
}
