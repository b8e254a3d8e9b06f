package dev.migratedeploy.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Which commands an option does something with. The help of the others does not list it, and they
 * refuse it, so that nobody relies on an option that is not heard.
 */
final class OptionUse {
  private static final List<String> STARTS_A_TASK =
      List.of("deploy", "plan", "info", "validate", "repair", "fleet");
  private static final List<String> FOLLOWS_A_TASK = and(STARTS_A_TASK, "logs");
  private static final List<String> KNOWS_AWS = and(FOLLOWS_A_TASK, "doctor");
  private static final List<String> READS_THE_SETTINGS = and(KNOWS_AWS, "rehearse");
  private static final List<String> WRITES_REPORTS = and(FOLLOWS_A_TASK, "rehearse");

  private static final Map<String, List<String>> COMMANDS =
      Map.ofEntries(
          Map.entry("--env", and(READS_THE_SETTINGS, "init", "history")),
          Map.entry("--config", and(READS_THE_SETTINGS, "init", "completion")),
          Map.entry("--target", READS_THE_SETTINGS),
          Map.entry("--role-arn", KNOWS_AWS),
          Map.entry("--since", List.of("deploy", "plan", "rehearse", "history")),
          // The template hands its input "arguments" to both.
          Map.entry("--force", List.of("deploy", "plan")),
          Map.entry("--as-planned", List.of("deploy")),
          Map.entry("--dry-run", and(STARTS_A_TASK, "init")),
          Map.entry("--timeout", WRITES_REPORTS),
          Map.entry("--on-cancel", FOLLOWS_A_TASK),
          Map.entry("--if-running", STARTS_A_TASK),
          Map.entry("--report-dir", and(WRITES_REPORTS, "history")),
          Map.entry("--json", and(READS_THE_SETTINGS, "history")),
          Map.entry("--color", and(READS_THE_SETTINGS, "init", "history")),
          Map.entry("--quiet", and(READS_THE_SETTINGS, "init", "history")));

  private OptionUse() {}

  /** Takes away from each command what it would not hear. */
  static void restrict(CommandLine commandLine) {
    commandLine.getSubcommands().values().stream()
        .distinct()
        .forEach(
            command -> {
              CommandSpec spec = command.getCommandSpec();
              List.copyOf(spec.options()).stream()
                  .filter(option -> option.inherited() && !works(option.longestName(), spec))
                  .forEach(spec::remove);
              restrict(command);
            });
    if (commandLine.getParent() == null) {
      FlywayArguments.addTo(commandLine.getCommandSpec());
      and(STARTS_A_TASK, "rehearse")
          .forEach(
              name ->
                  FlywayArguments.addTo(
                      Objects.requireNonNull(commandLine.getSubcommands().get(name), name)
                          .getCommandSpec()));
    }
  }

  /** Whether an option does something there; one of a command's own always does. */
  static boolean works(String option, CommandSpec command) {
    return command.parent() == null
        || COMMANDS.getOrDefault(option, List.of(command.name())).contains(command.name());
  }

  /** The commands that an option works with, as a sentence names them. */
  static String commandsOf(OptionSpec option) {
    List<String> commands = COMMANDS.getOrDefault(option.longestName(), List.of());
    int last = commands.size() - 1;
    return last < 1
        ? String.join("", commands)
        : String.join(", ", commands.subList(0, last)) + " and " + commands.get(last);
  }

  private static List<String> and(List<String> commands, String... more) {
    Set<String> all = new LinkedHashSet<>(commands);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}
