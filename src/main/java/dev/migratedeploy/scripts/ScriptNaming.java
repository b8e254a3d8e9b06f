package dev.migratedeploy.scripts;

import java.util.List;

/**
 * How Flyway is told to read the names of scripts.
 *
 * @param versioned the prefix of versioned scripts
 * @param separator between version and description
 * @param suffixes of SQL scripts, in any case
 */
public record ScriptNaming(
    String versioned,
    String repeatable,
    String undo,
    String baseline,
    String separator,
    List<String> suffixes) {

  /** Flyway's defaults. */
  public static final ScriptNaming USUAL =
      new ScriptNaming("V", "R", "U", "B", "__", List.of(".sql"));

  public ScriptNaming {
    suffixes = List.copyOf(suffixes);
  }
}
