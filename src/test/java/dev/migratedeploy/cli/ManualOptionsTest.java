package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.manual.ManualPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Commands and options of the program and of the manual's page are the same. */
class ManualOptionsTest {
  private static final ManualPage PAGE = ManualPage.named("commands");
  private static final Pattern OPTION = Pattern.compile("(--[a-z-]+)");
  private static final Pattern COMMAND = Pattern.compile("`([a-z]+)`");
  private static final List<String> TASK_COMMANDS =
      List.of("deploy", "plan", "info", "validate", "repair", "fleet");

  @Test
  void everyCommandHasItsOptionsInTheManualAndNoOther() {
    assertThat(told()).isEqualTo(accepted());
  }

  @Test
  void everyCommandIsInTheTableOfCommands() {
    String table =
        PAGE.rows().stream()
            .takeWhile(row -> row.size() == 2)
            .map(row -> row.get(0))
            .collect(Collectors.joining("\n"));

    assertThat(commands())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(table).containsPattern("`(executor )?" + name + "\\b"));
  }

  @Test
  void shortNamesAreThoseOfTheProgram() {
    Set<String> names = new TreeSet<>();
    commandLine().getCommandSpec().options().forEach(option -> names.add(option.shortestName()));
    names.removeIf(name -> name.startsWith("--"));
    Set<String> told =
        Pattern.compile("`(-[a-zA-Z])`")
            .matcher(PAGE.section("## Options").text())
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(told).isEqualTo(names);
  }

  private static Map<String, Set<String>> told() {
    Map<String, Set<String>> told = new TreeMap<>();
    commands().forEach(name -> told.put(name, new TreeSet<>()));
    for (List<String> row : PAGE.section("## Options").rows()) {
      commandsIn(row.get(1)).forEach(name -> of(name, told).addAll(options(row.get(0))));
    }
    PAGE.section("## init").rows().forEach(row -> of("init", told).addAll(options(row.get(0))));
    for (List<String> row : PAGE.section("## executor").rows()) {
      executor().forEach(name -> of(name, told).addAll(options(row.get(0))));
    }
    return told;
  }

  private static Set<String> of(String command, Map<String, Set<String>> told) {
    return told.computeIfAbsent(command, unused -> new TreeSet<>());
  }

  private static List<String> commandsIn(String cell) {
    if (cell.equals("all")) {
      return commands();
    }
    List<String> named = new ArrayList<>();
    if (cell.startsWith("task commands")) {
      named.addAll(TASK_COMMANDS);
    }
    COMMAND.matcher(cell).results().forEach(found -> named.add(found.group(1)));
    return named;
  }

  private static Set<String> options(String cell) {
    return OPTION
        .matcher(cell)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Set<String>> accepted() {
    Map<String, Set<String>> accepted = new TreeMap<>();
    specs()
        .forEach(
            (name, spec) ->
                accepted.put(
                    name,
                    spec.options().stream()
                        .filter(option -> !option.hidden())
                        .map(option -> option.longestName())
                        .collect(Collectors.toCollection(TreeSet::new))));
    return accepted;
  }

  private static List<String> commands() {
    return List.copyOf(specs().keySet());
  }

  private static List<String> executor() {
    List<String> names = new ArrayList<>(List.of("executor"));
    CommandLine executor = commandLine().getSubcommands().get("executor");
    names.addAll(Objects.requireNonNull(executor).getSubcommands().keySet());
    return names;
  }

  private static Map<String, CommandSpec> specs() {
    Map<String, CommandSpec> specs = new TreeMap<>();
    collect(commandLine(), specs);
    return specs;
  }

  private static void collect(CommandLine of, Map<String, CommandSpec> specs) {
    of.getSubcommands()
        .forEach(
            (name, command) -> {
              specs.put(name, command.getCommandSpec());
              collect(command, specs);
            });
  }

  private static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new RootCommand());
    OptionUse.restrict(commandLine);
    return commandLine;
  }
}
