package dev.migratedeploy.rehearsal;

import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.FindingsSettings;
import dev.migratedeploy.findings.StatementsOfScript;
import dev.migratedeploy.findings.sql.Dialect;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import dev.migratedeploy.rehearsal.result.SchemaChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Findings by what a script says and by what it was seen to do, each told once: what was measured
 * has the words, and the rule by which the author may allow it stays.
 */
final class MeasuredFindings {
  private final Rehearsal rehearsal;
  private final FindingsSettings settings;
  private final Dialect dialect;
  private final Map<String, MigrationScript> scripts = new HashMap<>();
  private final List<Finding> findings;

  private MeasuredFindings(
      List<Finding> found,
      Rehearsal rehearsal,
      List<MigrationScript> scripts,
      FindingsSettings settings) {
    this.findings = new ArrayList<>(found);
    this.rehearsal = rehearsal;
    this.settings = settings;
    this.dialect =
        rehearsal.database().product().equals("PostgreSQL") ? Dialect.POSTGRESQL : Dialect.MYSQL;
    scripts.forEach(script -> this.scripts.put(script.path(), script));
  }

  /**
   * All findings, those of one script together and in the order of its lines.
   *
   * @param found by the scripts' text
   * @param scripts of the commit
   */
  static List<Finding> with(
      List<Finding> found,
      Rehearsal rehearsal,
      List<MigrationScript> scripts,
      FindingsSettings settings) {
    return new MeasuredFindings(found, rehearsal, scripts, settings).all();
  }

  private List<Finding> all() {
    Set<String> fresh = new HashSet<>();
    for (RehearsedScript script : rehearsal.scripts()) {
      if (script.effects().measured().told()) {
        add(script, new ScriptFacts(script.effects().measured(), fresh).findings());
      }
      script.effects().changes().stream()
          .filter(change -> change.kind() == SchemaChange.Kind.ADDED)
          .filter(change -> change.type() == SchemaChange.ObjectType.TABLE)
          .forEach(change -> fresh.add(change.name()));
    }
    return findings.stream()
        .distinct()
        .sorted(
            Comparator.comparing(Finding::path)
                .thenComparingInt(Finding::line)
                .thenComparing(Finding::rule))
        .toList();
  }

  private void add(RehearsedScript script, List<MeasuredFinding> measured) {
    StatementsOfScript statements =
        scripts.containsKey(script.path())
            ? StatementsOfScript.of(scripts.get(script.path()), dialect)
            : StatementsOfScript.NONE;
    Set<Finding> confirmed = new HashSet<>();
    for (MeasuredFinding fact : measured) {
      add(script.path(), fact, statements, confirmed);
    }
    if (script.outcome() == Outcome.APPLIED) {
      String refuted =
          "measured on %s: no row is read or written again".formatted(rehearsal.database().words());
      findings.replaceAll(
          finding ->
              finding.path().equals(script.path()) && !confirmed.contains(finding)
                  ? finding.refuted(refuted)
                  : finding);
    }
  }

  private void add(
      String path, MeasuredFinding fact, StatementsOfScript statements, Set<Finding> confirmed) {
    boolean isAllowed =
        statements.allowed().contains(fact.rule().id())
            || fact.same().stream().anyMatch(statements.allowed()::contains);
    if (isAllowed) {
      return;
    }
    List<Finding> here =
        findings.stream()
            .filter(finding -> finding.path().equals(path))
            .filter(finding -> statements.isOneStatement(finding.line(), fact.line()))
            .filter(finding -> !confirmed.contains(finding))
            .toList();
    List<Finding> same =
        here.stream()
            .filter(finding -> fact.same().contains(finding.rule()))
            .sorted(Comparator.comparing(Finding::severity).reversed())
            .toList();
    if (!same.isEmpty()) {
      findings.removeAll(same);
      confirm(same.get(0).worded(fact.message(), fact.next()), confirmed);
    } else if (here.stream().noneMatch(finding -> isSaid(fact, finding))) {
      settings
          .finding(fact.rule(), path, fact.line(), fact.message(), fact.next())
          .ifPresent(finding -> confirm(finding, confirmed));
    }
  }

  private void confirm(Finding finding, Set<Finding> confirmed) {
    findings.add(finding);
    confirmed.add(finding);
  }

  /** By a rule of ours, which names the table. */
  private static boolean isSaid(MeasuredFinding fact, Finding finding) {
    return finding.rule().equals(fact.rule().id()) && finding.message().contains(fact.table());
  }
}
