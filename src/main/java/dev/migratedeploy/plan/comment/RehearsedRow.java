package dev.migratedeploy.plan.comment;

import dev.migratedeploy.rehearsal.result.RehearsalMessages;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import dev.migratedeploy.rehearsal.result.SchemaChange;
import dev.migratedeploy.support.HumanReadable;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How one script came out in one environment's rehearsal.
 *
 * @param script its path, as it is shown
 * @param version absent for a repeatable script
 * @param result in words, such as {@code applied}
 * @param took such as {@code 0.1 s}; empty if it did not run to its end
 * @param changes the first of the schema's changes, in words
 * @param changed how many there are
 */
record RehearsedRow(
    String script,
    Optional<String> version,
    String result,
    Optional<String> took,
    List<MeasuredTable> touches,
    List<String> changes,
    int changed) {
  private static final int MOST_CHANGES = 50;
  private static final int LONGEST_CHANGE = 160;

  RehearsedRow {
    touches = List.copyOf(touches);
    changes = List.copyOf(changes);
  }

  static RehearsedRow of(RehearsedScript script) {
    List<SchemaChange> changes = script.effects().changes();
    return new RehearsedRow(
        script.path(),
        script.version(),
        RehearsalMessages.outcome(script) + (script.isUnmeasured() ? ", not measured" : ""),
        Optional.of(script.took())
            .filter(time -> script.outcome() == Outcome.APPLIED)
            .map(HumanReadable::brief),
        MeasuredTable.all(script.effects().measured()),
        changes.stream().limit(MOST_CHANGES).map(change -> cut(change.line())).toList(),
        changes.size());
  }

  private static String cut(String line) {
    return line.length() > LONGEST_CHANGE ? line.substring(0, LONGEST_CHANGE) + "…" : line;
  }

  /** Whether it ran to its end. */
  boolean applied() {
    return took.isPresent();
  }

  /** The same with so many of the changes at most. */
  RehearsedRow with(int most) {
    return changes.size() <= most
        ? this
        : new RehearsedRow(
            script, version, result, took, touches, changes.subList(0, most), changed);
  }

  /** The same without what nobody is to read. */
  RehearsedRow masked(UnaryOperator<String> mask) {
    return new RehearsedRow(
        mask.apply(script),
        version,
        result,
        took,
        touches.stream()
            .map(table -> new MeasuredTable(mask.apply(table.table()), mask.apply(table.words())))
            .toList(),
        changes.stream().map(mask).toList(),
        changed);
  }
}
