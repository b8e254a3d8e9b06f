package dev.migratedeploy.plan.comment;

import dev.migratedeploy.plan.comment.EnvironmentState.Outcome;
import dev.migratedeploy.plan.comment.EnvironmentState.Planned;
import dev.migratedeploy.rehearsal.result.BaseState.PassedOverScript;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsalMessages;
import dev.migratedeploy.rehearsal.result.RehearsedDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What one environment's rehearsal has to say in the comment, beside its plan.
 *
 * @param database such as {@code PostgreSQL 17.6}; empty if none was reached
 * @param without a script of the base state that was passed over and why, and how many others
 * @param rows in the order in which Flyway applies them
 * @param findings the worst first
 */
record RehearsalState(
    String environment,
    Outcome outcome,
    Planned planned,
    Optional<String> database,
    Optional<String> without,
    List<RehearsedRow> rows,
    List<ReviewedFinding> findings) {
  private static final int MOST_ROWS = 200;
  private static final int MOST_FINDINGS = 20;
  private static final int MOST_CHANGES = 200;

  RehearsalState {
    rows = bounded(rows.subList(0, Math.min(MOST_ROWS, rows.size())), MOST_CHANGES);
    findings = findings.stream().limit(MOST_FINDINGS).toList();
  }

  /** What came out, as far as the database was reached. */
  static RehearsalState of(
      String environment,
      Outcome outcome,
      Planned planned,
      Optional<Rehearsal> rehearsal,
      List<ReviewedFinding> findings) {
    return new RehearsalState(
        environment,
        outcome,
        planned,
        rehearsal.map(Rehearsal::database).map(RehearsedDatabase::words),
        rehearsal.flatMap(it -> without(it.base().passedOver())),
        rehearsal.map(it -> it.scripts().stream().map(RehearsedRow::of).toList()).orElse(List.of()),
        findings);
  }

  private static Optional<String> without(List<PassedOverScript> scripts) {
    return scripts.stream()
        .findFirst()
        .map(
            first ->
                first.path()
                    + " ("
                    + RehearsalMessages.failure(first.failure())
                    + ")"
                    + (scripts.size() > 1 ? " and " + (scripts.size() - 1) + " more" : ""));
  }

  /** The same with so many of the schema's changes at most. */
  RehearsalState with(int changes) {
    return new RehearsalState(
        environment, outcome, planned, database, without, bounded(rows, changes), findings);
  }

  private static List<RehearsedRow> bounded(List<RehearsedRow> rows, int changes) {
    List<RehearsedRow> bounded = new ArrayList<>();
    int room = changes;
    for (RehearsedRow row : rows) {
      RehearsedRow kept = row.with(room);
      room -= kept.changes().size();
      bounded.add(kept);
    }
    return List.copyOf(bounded);
  }

  /** The same without what nobody is to read: its hidden form cannot be looked through later. */
  RehearsalState masked(UnaryOperator<String> mask) {
    return new RehearsalState(
        environment,
        new Outcome(outcome.title(), outcome.safe(), mask.apply(outcome.cause())),
        planned,
        database,
        without.map(mask),
        rows.stream().map(row -> row.masked(mask)).toList(),
        findings.stream()
            .map(
                it ->
                    new ReviewedFinding(
                        it.severity(), mask.apply(it.place()), it.rule(), mask.apply(it.text())))
            .toList());
  }

  Optional<RehearsedRow> row(String script) {
    return rows.stream().filter(row -> row.script().equals(script)).findFirst();
  }

  /** Whether it is of the same job's rehearsal, whatever there was no room for. */
  boolean tellsOf(RehearsalState other) {
    return environment.equals(other.environment)
        && planned.equals(other.planned)
        && outcome.equals(other.outcome);
  }
}
