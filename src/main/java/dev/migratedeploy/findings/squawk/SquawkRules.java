package dev.migratedeploy.findings.squawk;

import dev.migratedeploy.findings.FindingsSettings;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.findings.SizeWeight;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules of Squawk 2.66 count: as the settings say, else a warning for those about locks
 * and rewritten tables, nothing for those that say what an own rule says, and a remark for the
 * rest.
 */
final class SquawkRules {
  /** The name under which Squawk says that it cannot parse a script. */
  static final String SYNTAX_ERROR = "syntax-error";

  private static final Set<String> LOCK_OR_REWRITE =
      Set.of(
          "adding-field-with-default",
          "adding-foreign-key-constraint",
          "adding-not-nullable-field",
          "adding-required-field",
          "adding-serial-primary-key-field",
          "changing-column-type",
          "constraint-missing-not-valid",
          "disallowed-unique-constraint",
          "renaming-column",
          "renaming-table",
          "require-concurrent-index-creation",
          "require-concurrent-index-deletion",
          "require-concurrent-partition-detach",
          "require-concurrent-reindex",
          "setting-not-nullable-field",
          "transaction-nesting");

  /** Those whose harm grows with the table; a name that clients use is missing at any size. */
  private static final Set<String> BY_SIZE =
      Set.of(
          "adding-field-with-default",
          "adding-foreign-key-constraint",
          "adding-not-nullable-field",
          "adding-serial-primary-key-field",
          "changing-column-type",
          "constraint-missing-not-valid",
          "disallowed-unique-constraint",
          "require-concurrent-index-creation",
          "require-concurrent-partition-detach",
          "require-concurrent-reindex",
          "setting-not-nullable-field");

  private static final Set<String> SAID_BY_OWN_RULES =
      Set.of(
          "ban-concurrent-index-creation-in-transaction",
          "ban-drop-column",
          "ban-drop-database",
          "ban-drop-table",
          "ban-truncate-cascade");

  private SquawkRules() {}

  static Severity severity(String rule, FindingsSettings settings) {
    return Optional.ofNullable(settings.squawk().get(rule))
        .or(() -> rule.equals(SYNTAX_ERROR) ? Optional.of(Severity.OFF) : Optional.empty())
        .or(settings::squawkDefault)
        .orElseGet(() -> usual(rule));
  }

  /** What a table's size changes; nothing of a severity that the settings say. */
  static SizeWeight bySize(String rule, FindingsSettings settings) {
    boolean said = settings.squawk().containsKey(rule) || settings.squawkDefault().isPresent();
    return BY_SIZE.contains(rule) && !said
        ? SizeWeight.of(SizeWeight.Effect.RAISED_OR_LOWERED)
        : SizeWeight.NONE;
  }

  private static Severity usual(String rule) {
    if (SAID_BY_OWN_RULES.contains(rule)) {
      return Severity.OFF;
    }
    return LOCK_OR_REWRITE.contains(rule) ? Severity.WARNING : Severity.INFO;
  }
}
