package dev.migratedeploy.findings;

import java.util.Map;
import java.util.Optional;

/**
 * What the settings say under {@code findings:}.
 *
 * @param database where it is named; else Flyway's own configuration may tell
 * @param rules what the rules count that do not count as usual
 * @param squawk what Squawk's rules count, by their names
 * @param squawkDefault what the other rules of Squawk count, if it is said
 * @param sizes which tables are small and which are large
 */
public record FindingsSettings(
    Optional<Database> database,
    Map<ScriptRule, Severity> rules,
    Map<String, Severity> squawk,
    Optional<Severity> squawkDefault,
    SizeLimits sizes) {
  public FindingsSettings {
    rules = Map.copyOf(rules);
    squawk = Map.copyOf(squawk);
  }

  /** With the usual sizes. */
  public FindingsSettings(
      Optional<Database> database,
      Map<ScriptRule, Severity> rules,
      Map<String, Severity> squawk,
      Optional<Severity> squawkDefault) {
    this(database, rules, squawk, squawkDefault, SizeLimits.USUAL);
  }

  public static FindingsSettings none() {
    return new FindingsSettings(Optional.empty(), Map.of(), Map.of(), Optional.empty());
  }

  public Severity severity(ScriptRule rule) {
    return rules.getOrDefault(rule, rule.usual());
  }

  /**
   * A finding by a rule of ours; empty if the rule is off.
   *
   * @param line the first one being 1; 0 if the whole script is meant
   */
  public Optional<Finding> finding(
      ScriptRule rule, String path, int line, String message, String next) {
    return severity(rule) == Severity.OFF
        ? Optional.empty()
        : Optional.of(RuleMatch.of(rule, path, line, message, next).weighed(this));
  }

  /** What a table's size changes; nothing of a severity that the settings name. */
  SizeWeight.Effect bySize(ScriptRule rule) {
    return rules.containsKey(rule) ? SizeWeight.Effect.NONE : rule.bySize();
  }
}
