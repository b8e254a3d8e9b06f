package dev.migratedeploy.findings;

import java.util.Optional;

/**
 * Something about a script that its author should know.
 *
 * @param rule the stable id of what found it: one of {@link ScriptRule}, or a rule of Squawk
 * @param path of the script, below the scripts folder
 * @param line the first one being 1; 0 if the whole script is meant
 * @param message what is so and why that matters, as half a sentence without a full stop
 * @param next what to do, as half a sentence without a full stop
 * @param weight how it depends on the size of a table
 */
public record Finding(
    String rule,
    Severity severity,
    String path,
    int line,
    String message,
    String next,
    SizeWeight weight) {
  /** One that no table's size changes. */
  public Finding(
      String rule, Severity severity, String path, int line, String message, String next) {
    this(rule, severity, path, line, message, next, SizeWeight.NONE);
  }

  /** The same with the severity that a table's size gives it. */
  Finding weighed(Severity bySize, String why) {
    return new Finding(
        rule, bySize, path, line, message, next, new SizeWeight(weight.effect(), Optional.of(why)));
  }

  /** The same in other words, which say more exactly what is so. */
  public Finding worded(String otherMessage, String otherNext) {
    return new Finding(rule, severity, path, line, otherMessage, otherNext, weight);
  }

  /**
   * The same, but as a remark, since what it warns of was seen not to be so; one whose severity the
   * settings name stays as it is.
   */
  public Finding refuted(String by) {
    return weight.effect() == SizeWeight.Effect.RAISED_OR_LOWERED
        ? new Finding(rule, Severity.INFO, path, line, message + "; " + by, next)
        : this;
  }

  /** The message, and the table's size where that counts. */
  public String explained() {
    return message + weight.why().map(size -> " (" + size + ")").orElse("");
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** Such as {@code V7__orders.sql:3}. */
  public String place() {
    return line == 0 ? path : path + ":" + line;
  }
}
