package dev.migratedeploy.deploy.request;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the words that Flyway is given make it do: commands, among options. */
public final class FlywayCommands {
  /** The command that changes most decides, if there are several. */
  private static final List<String> NO_DEPLOY = List.of("repair", "validate", "info");

  private FlywayCommands() {}

  /** The words that are no options. */
  static List<String> in(List<String> words) {
    return words.stream().filter(word -> !word.startsWith("-")).toList();
  }

  /** The one that decides, if all of them are repair, validate or info. */
  public static Optional<String> noDeploy(List<String> words) {
    Set<String> commands = Set.copyOf(in(words));
    return NO_DEPLOY.containsAll(commands)
        ? NO_DEPLOY.stream().filter(commands::contains).findFirst()
        : Optional.empty();
  }

  /** Whether migrate is the only command in them. */
  public static boolean onlyMigrates(List<String> words) {
    return in(words).equals(List.of("migrate"));
  }

  /** Whether they change nothing in a database. */
  public static boolean onlyLook(List<String> words) {
    return noDeploy(words).filter(command -> !command.equals("repair")).isPresent();
  }

  /** Whether a task may have migrated that was given these; without any, nobody knows. */
  public static boolean mayMigrate(List<String> words) {
    return words.isEmpty() || words.contains("migrate");
  }
}
