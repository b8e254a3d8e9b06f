package dev.migratedeploy.rehearsal;

import dev.migratedeploy.findings.ScriptRule;
import dev.migratedeploy.rehearsal.result.HeldLock;
import dev.migratedeploy.rehearsal.result.Measurement;
import dev.migratedeploy.rehearsal.result.TableEffect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was measured of one script, as findings.
 *
 * @param fresh tables that a new script before it has made: they are as empty in the environment
 */
record ScriptFacts(Measurement measured, Set<String> fresh) {
  private static final Set<String> REWRITE =
      Set.of(
          "changing-column-type",
          "adding-field-with-default",
          "adding-not-nullable-field",
          "adding-required-field",
          "adding-serial-primary-key-field");

  private static final Set<String> CHECK =
      Set.of(
          "constraint-missing-not-valid",
          "adding-foreign-key-constraint",
          "setting-not-nullable-field",
          "adding-not-nullable-field",
          "changing-column-type");

  private static final Set<String> INDEX =
      Set.of(
          "require-concurrent-index-creation",
          "require-concurrent-reindex",
          "disallowed-unique-constraint",
          "adding-serial-primary-key-field",
          "constraint-missing-not-valid",
          "changing-column-type");

  private static final Set<String> LOCK =
      Set.of(
          "adding-foreign-key-constraint",
          "require-concurrent-index-deletion",
          "require-concurrent-partition-detach");

  private static final String IN_STEPS =
      "do it in steps: a new column, filled in batches by scripts of their own, then exchanged";
  private static final String NOT_VALID =
      "add the constraint NOT VALID, and validate it in a script of its own";
  private static final String CONCURRENTLY =
      "build the index CONCURRENTLY in a script of its own; a constraint takes it with USING INDEX";

  List<MeasuredFinding> findings() {
    List<MeasuredFinding> findings = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (TableEffect effect : measured.effects()) {
      if (!fresh.contains(effect.table())) {
        of(effect)
            .ifPresent(
                finding -> {
                  findings.add(finding);
                  told.add(effect.table());
                });
      }
    }
    for (HeldLock lock : measured.locks()) {
      if (lock.blocksWrites() && !fresh.contains(lock.table()) && told.add(lock.table())) {
        findings.add(
            new MeasuredFinding(
                ScriptRule.TABLE_LOCKED,
                LOCK,
                lock.by().line(),
                lock.table(),
                "it takes the %s lock on %s: %s until it ends"
                    .formatted(lock.mode(), lock.table(), blocked(lock)),
                "keep what takes long out of the script"));
      }
    }
    return findings;
  }

  private Optional<MeasuredFinding> of(TableEffect effect) {
    String table = effect.table();
    Optional<String> blocked = lock(table).filter(HeldLock::blocksWrites).map(ScriptFacts::blocked);
    String meanwhile = blocked.map(words -> ", and " + words + " meanwhile").orElse("");
    return switch (effect.kind()) {
      case REWRITTEN ->
          Optional.of(
              finding(
                  ScriptRule.TABLE_REWRITTEN,
                  REWRITE,
                  effect,
                  "it writes every row of " + table + " again" + meanwhile,
                  IN_STEPS));
      case SCANNED_FOR_A_CHECK ->
          blocked.map(
              words ->
                  finding(
                      ScriptRule.TABLE_SCANNED,
                      CHECK,
                      effect,
                      "it reads every row of " + table + " for a check" + meanwhile,
                      NOT_VALID));
      case SCANNED_FOR_AN_INDEX ->
          blocked.map(
              words ->
                  finding(
                      ScriptRule.TABLE_SCANNED,
                      INDEX,
                      effect,
                      "it reads every row of " + table + " to build an index" + meanwhile,
                      CONCURRENTLY));
      case SCANNED ->
          blocked.map(
              words ->
                  finding(
                      ScriptRule.TABLE_SCANNED,
                      Set.of(),
                      effect,
                      "it reads every row of " + table + " while it holds a lock: " + words,
                      "change definitions and rows in scripts of their own"));
      case EMPTIED ->
          Optional.of(
              finding(
                  ScriptRule.TRUNCATE,
                  Set.of(),
                  effect,
                  "it empties " + table + " for good",
                  "see that nobody needs it, then allow it"));
    };
  }

  private static MeasuredFinding finding(
      ScriptRule rule, Set<String> same, TableEffect effect, String message, String next) {
    return new MeasuredFinding(rule, same, effect.by().line(), effect.table(), message, next);
  }

  private Optional<HeldLock> lock(String table) {
    return measured.locks().stream().filter(lock -> lock.table().equals(table)).findFirst();
  }

  private static String blocked(HeldLock lock) {
    return lock.blocksReads() ? "nobody can read or write it" : "nobody can write to it";
  }
}
