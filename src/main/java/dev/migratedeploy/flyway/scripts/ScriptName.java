package dev.migratedeploy.flyway.scripts;

/** What Flyway takes a file for, going only by its name. */
public sealed interface ScriptName {

  /** Reads a file's name without its folder, as Flyway 12 does it with its default settings. */
  static ScriptName of(String fileName) {
    return of(fileName, ScriptNaming.USUAL);
  }

  /** The same with other settings. */
  static ScriptName of(String fileName, ScriptNaming naming) {
    return naming.parser().parse(fileName);
  }

  /** Applied once, in the order of the versions: {@code V1__create_orders.sql}. */
  record Versioned(Version version, String description) implements ScriptName {}

  /** Applied again whenever it has changed: {@code R__order_summary.sql}. */
  record Repeatable(String description) implements ScriptName {}

  /** Takes a version back, in Flyway's paid editions; the free one passes it over. */
  record Undo(Version version, String description) implements ScriptName {}

  /** Stands for every version up to its own on an empty database: {@code B7__state.sql}. */
  record Baseline(Version version, String description) implements ScriptName {}

  /**
   * Run by Flyway at a point of its work.
   *
   * @param event Flyway's name of that point, such as {@code beforeMigrate}
   */
  record Callback(String event, String description) implements ScriptName {}

  /**
   * Settings for one script.
   *
   * @param script the name of the file beside it that it belongs to
   */
  record ScriptConfiguration(String script) implements ScriptName {}

  /**
   * Looks like a script but Flyway would pass it over without a word: the error to find before a
   * deployment turns green with the script never run.
   *
   * @param reason why, as half a sentence
   * @param instead what the name should be; {@code <version>} stands for what only the author knows
   */
  record Ignored(String reason, String instead) implements ScriptName {}

  /** Some other file, such as data that a script loads. */
  record Unrelated() implements ScriptName {}
}
