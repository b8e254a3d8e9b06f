package dev.migratedeploy.cli;

import dev.migratedeploy.config.Suggestion;
import dev.migratedeploy.verdict.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, all of it at once, in words of our own. */
final class UsageProblem {
  private static final String OPTION = "--";

  private final List<ParseResult> levels;
  private final EnvironmentDefaultProvider variables;
  private final CommandSpec command;

  /**
   * The problems of what picocli has read.
   *
   * @param variables where values come from that no option gave
   */
  UsageProblem(ParseResult parsed, EnvironmentDefaultProvider variables) {
    this.levels = parsed.asCommandLineList().stream().map(CommandLine::getParseResult).toList();
    this.variables = variables;
    this.command = levels.get(levels.size() - 1).commandSpec();
  }

  Optional<Problem> find() {
    Set<String> sentences = new LinkedHashSet<>();
    for (ParseResult level : levels) {
      level.errors().stream()
          .map(ParameterException.class::cast)
          .filter(this::counts)
          .flatMap(this::sentences)
          .forEach(sentences::add);
    }
    misplaced().forEach(sentences::add);
    List<String> all = List.copyOf(sentences);
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                all.get(0),
                all.subList(1, all.size()),
                command.qualifiedName() + " --help   lists what it accepts"));
  }

  /** A variable that is set for all jobs may hold what this command does not need. */
  private boolean counts(ParameterException error) {
    return !(error.getArgSpec() instanceof OptionSpec option)
        || OptionUse.works(option.longestName(), command);
  }

  private Stream<String> sentences(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (error instanceof MissingParameterException missing) {
      return missing.getMissing().stream().map(UsageProblem::missing);
    }
    if (error instanceof OverwrittenOptionException twice) {
      return Stream.of(name(twice.getOverwritten()) + " is given more than once");
    }
    return error.getArgSpec() == null
        ? Stream.of(
            String.valueOf(error.getMessage()).lines().findFirst().orElse("wrong arguments"))
        : Stream.of(wrongValue(error, error.getArgSpec()));
  }

  private static String missing(ArgSpec argument) {
    return argument instanceof OptionSpec
        ? name(argument) + " needs a value: " + argument.paramLabel()
        : argument.paramLabel() + " is missing";
  }

  private String wrongValue(ParameterException error, ArgSpec argument) {
    String value = String.valueOf(error.getValue());
    String where =
        argument instanceof OptionSpec option
            ? variables.naming(option, value).orElseGet(() -> name(argument))
            : name(argument);
    return where
        + ": expected "
        + (error.getCause() instanceof WrongValue ours ? ours.getMessage() : accepted(argument))
        + ", found \""
        + value
        + "\"";
  }

  private static String accepted(ArgSpec argument) {
    Object[] constants = argument.type().getEnumConstants();
    return constants == null
        ? "true or false"
        : "one of " + Stream.of(constants).map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** An option's value comes after it; if the option is unknown, the value is nobody's. */
  private Stream<String> unmatched(UnmatchedArgumentException error) {
    List<String> options = error.getUnmatched().stream().filter(it -> it.startsWith("-")).toList();
    return options.isEmpty()
        ? error.getUnmatched().stream().map(word -> stray(word, error.getCommandLine()))
        : options.stream().map(word -> unknown(word, error));
  }

  private String unknown(String word, UnmatchedArgumentException error) {
    String name = asWritten(word).replaceFirst("=.*", "");
    CommandSpec root = levels.get(0).commandSpec();
    OptionSpec elsewhere = root.findOption(name);
    if (elsewhere != null) {
      return notHere(elsewhere);
    }
    if (name.matches("-[a-z]\\w+") && takesFlywayArguments()) {
      return "there is no option " + name + "; arguments for Flyway are given after --";
    }
    Set<String> candidates = new LinkedHashSet<>();
    List<String> known =
        command.options().stream()
            .filter(option -> !option.hidden())
            .flatMap(option -> Stream.of(option.names()))
            .filter(it -> it.startsWith(OPTION))
            .toList();
    Suggestion.of(name, known).ifPresent(candidates::add);
    known.stream().filter(it -> name.startsWith(it)).forEach(candidates::add);
    if (candidates.isEmpty()) {
      candidates.addAll(error.getSuggestions());
    }
    return "there is no option " + name + question(candidates);
  }

  /** Picocli takes the letters of {@code -validate} for options, and gives back what is left. */
  private String asWritten(String word) {
    return levels.get(0).originalArgs().stream()
        .filter(it -> it.matches("(?s)-[^-].*") && it.endsWith(word.substring(1)))
        .findFirst()
        .orElse(word);
  }

  private boolean takesFlywayArguments() {
    return command.positionalParameters().stream()
        .anyMatch(parameter -> parameter.paramLabel().equals(FlywayArguments.LABEL));
  }

  private static String question(Set<String> candidates) {
    return candidates.isEmpty()
        ? ""
        : "; did you mean "
            + candidates.stream().limit(2).collect(Collectors.joining(" or "))
            + "?";
  }

  private String notHere(OptionSpec option) {
    return option.longestName()
        + " does nothing with "
        + command.name()
        + ": it works with "
        + OptionUse.commandsOf(option);
  }

  /** A command that does not exist, and the one that was perhaps meant. */
  static String noCommand(String word, CommandLine parent) {
    return "there is no command "
        + word
        + question(
            Suggestion.of(word, parent.getSubcommands().keySet()).stream()
                .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  private static String stray(String word, CommandLine commandLine) {
    return commandLine.getParent() == null
        ? noCommand(word, commandLine)
        : "there is one word too many: " + word;
  }

  /** What was read and has no place: options before a command that does not hear them, words. */
  private List<String> misplaced() {
    List<String> sentences = new ArrayList<>();
    for (ParseResult level : levels) {
      level.matchedOptions().stream()
          .filter(option -> !OptionUse.works(option.longestName(), command))
          .map(this::notHere)
          .forEach(sentences::add);
    }
    boolean explained = levels.stream().anyMatch(level -> !level.errors().isEmpty());
    return explained ? sentences : and(sentences, strays());
  }

  /**
   * Picocli takes words on both sides of {@code --} for the same parameters; only those after it
   * are meant for Flyway.
   */
  private List<String> strays() {
    List<String> words = levels.get(0).originalArgs();
    int separator = words.indexOf(FlywayArguments.SEPARATOR);
    int after = separator < 0 ? 0 : words.size() - 1 - separator;
    List<String> sentences = new ArrayList<>();
    for (ParseResult level : levels) {
      List<String> taken = FlywayArguments.in(level);
      int meant = level.commandSpec().equals(command) ? after : 0;
      taken
          .subList(0, Math.max(0, taken.size() - meant))
          .forEach(word -> sentences.add(stray(word, level.commandSpec().commandLine())));
    }
    return sentences;
  }

  private static List<String> and(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
