package dev.migratedeploy.findings;

/**
 * Something about a script that its author should know.
 *
 * @param rule the stable id of what found it: one of {@link ScriptRule}, or a rule of Squawk
 * @param path of the script, below the scripts folder
 * @param line the first one being 1; 0 if the whole script is meant
 * @param message what is so and why that matters, as half a sentence without a full stop
 * @param next what to do, as half a sentence without a full stop
 */
public record Finding(
    String rule, Severity severity, String path, int line, String message, String next) {

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** Such as {@code V7__orders.sql:3}. */
  public String place() {
    return line == 0 ? path : path + ":" + line;
  }
}
