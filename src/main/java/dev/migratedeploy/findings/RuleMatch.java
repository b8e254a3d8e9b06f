package dev.migratedeploy.findings;

/** What a rule found, before it is weighed; the parts are those of {@link Finding}. */
record RuleMatch(
    ScriptRule rule, Severity most, String path, int line, String message, String next) {

  static RuleMatch of(ScriptRule rule, String path, int line, String message, String next) {
    return new RuleMatch(rule, Severity.ERROR, path, line, message, next);
  }

  /** The same, if there is a doubt that does not let it count more. */
  RuleMatch atMost(Severity severity) {
    return new RuleMatch(rule, severity, path, line, message, next);
  }

  Finding weighed(FindingsSettings settings) {
    Severity severity = settings.severity(rule);
    Severity weight = severity.compareTo(most) > 0 ? most : severity;
    return new Finding(
        rule.id(), weight, path, line, message, next, SizeWeight.of(settings.bySize(rule)));
  }
}
