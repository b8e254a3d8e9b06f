package dev.migratedeploy.flyway.scripts;

/**
 * Something wrong with a script's name.
 *
 * @param path the script, below the scripts folder
 * @param message what is wrong, as half a sentence; names other scripts where they are part of it
 * @param next what to do, as half a sentence
 */
public record ScriptFinding(Kind kind, String path, String message, String next) {
  /** What can be wrong. */
  public enum Kind {
    /** Flyway would pass the script over without a word. */
    IGNORED,
    /** Flyway would refuse it beside another script. */
    DUPLICATE
  }

  /** All of it as one sentence without a full stop. */
  public String sentence() {
    return message + "; " + next;
  }
}
