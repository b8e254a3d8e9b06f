package dev.migratedeploy.plan.comment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What one environment's job has to say in the comment that all of them share.
 *
 * @param version the highest one that is applied; of many databases how many are at which, such as
 *     {@code 409 at 8, 2 at 7}
 * @param rows in the order in which Flyway applies them
 * @param findings in words, the worst first
 * @param inTheWay the oldest open transaction in words, if a migration may have to wait for it
 */
record EnvironmentState(
    String environment,
    Outcome outcome,
    Optional<String> version,
    Planned planned,
    List<ScriptRow> rows,
    List<String> findings,
    Optional<String> inTheWay) {
  /**
   * What the plan came to.
   *
   * @param title the verdict's name
   * @param safe whether a deploy would be safe
   */
  record Outcome(String title, boolean safe, String cause) {}

  /**
   * What was planned.
   *
   * @param commit its full id
   * @param pipeline its number: of two parts the one of the newer pipeline counts
   */
  record Planned(String commit, long pipeline) {}

  /** Applied scripts are told only if they are pending elsewhere: the newest are enough. */
  private static final int MOST_APPLIED = 200;

  private static final int MOST_FINDINGS = 20;

  EnvironmentState {
    rows = limited(rows);
    findings = findings.stream().limit(MOST_FINDINGS).toList();
  }

  /** One of a database in which nobody is in the way. */
  EnvironmentState(
      String environment,
      Outcome outcome,
      Optional<String> version,
      Planned planned,
      List<ScriptRow> rows,
      List<String> findings) {
    this(environment, outcome, version, planned, rows, findings, Optional.empty());
  }

  /** The same without what nobody is to read: its hidden form cannot be looked through later. */
  EnvironmentState masked(UnaryOperator<String> mask) {
    return new EnvironmentState(
        environment,
        new Outcome(outcome.title(), outcome.safe(), mask.apply(outcome.cause())),
        version,
        planned,
        rows.stream().map(row -> row.masked(mask)).toList(),
        findings.stream().map(mask).toList(),
        inTheWay.map(mask));
  }

  String title() {
    return outcome.title();
  }

  boolean safe() {
    return outcome.safe();
  }

  String cause() {
    return outcome.cause();
  }

  String commit() {
    return planned.commit();
  }

  long pipeline() {
    return planned.pipeline();
  }

  Optional<ScriptRow> row(String script) {
    return rows.stream().filter(row -> row.script().equals(script)).findFirst();
  }

  private static List<ScriptRow> limited(List<ScriptRow> rows) {
    long surplus = rows.stream().filter(ScriptRow::applied).count() - MOST_APPLIED;
    List<ScriptRow> kept = new ArrayList<>();
    for (ScriptRow row : rows) {
      if (!row.applied() || surplus-- <= 0) {
        kept.add(row);
      }
    }
    return List.copyOf(kept);
  }
}
