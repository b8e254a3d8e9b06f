package dev.migratedeploy.targets;

import java.util.List;

/** Where the list of an environment's databases is. */
public sealed interface TargetSource {
  /** In the settings themselves. */
  record InSettings(List<TargetRow> rows) implements TargetSource {
    public InSettings {
      rows = List.copyOf(rows);
    }
  }

  /**
   * A file of the repository.
   *
   * @param path from the project's directory
   * @param isOfOthers whether others than the author of the settings write it, who must not choose
   *     more than the settings leave to them
   */
  record InFile(String path, boolean isOfOthers) implements TargetSource {}

  /** What a program prints. */
  record OfCommand(List<String> words) implements TargetSource {
    public OfCommand {
      words = List.copyOf(words);
    }
  }
}
