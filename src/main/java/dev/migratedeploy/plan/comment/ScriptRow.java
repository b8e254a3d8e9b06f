package dev.migratedeploy.plan.comment;

import dev.migratedeploy.flyway.scripts.Version;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.plan.state.TouchedTable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One script in one environment.
 *
 * @param script its name, as it is shown
 * @param version absent for a repeatable script
 * @param state in words, such as {@code pending}
 * @param day on which it was applied, such as {@code 2026-11-24}
 * @param touches the tables that it touches if it is pending, the largest first
 */
record ScriptRow(
    String script,
    Optional<String> version,
    String state,
    Optional<String> day,
    List<TouchedTable> touches) {
  /** More would make the comment too long for GitLab. */
  private static final int MOST_TABLES = 10;

  ScriptRow {
    touches = List.copyOf(touches.subList(0, Math.min(MOST_TABLES, touches.size())));
  }

  /** One that touches no table. */
  ScriptRow(String script, Optional<String> version, String state, Optional<String> day) {
    this(script, version, state, day, List.of());
  }

  /** The same without what nobody is to read. */
  ScriptRow masked(UnaryOperator<String> mask) {
    return new ScriptRow(
        mask.apply(script),
        version,
        state,
        day,
        touches.stream()
            .map(
                table ->
                    new TouchedTable(
                        mask.apply(table.name()), table.bytes(), table.rows(), table.kind()))
            .toList());
  }

  /** Versions ascending, then the repeatable ones. */
  static final Comparator<ScriptRow> IN_ORDER =
      Comparator.<ScriptRow>comparingInt(row -> row.parsed().isPresent() ? 0 : 1)
          .thenComparing(ScriptRow::byVersion)
          .thenComparing(ScriptRow::script);

  boolean applied() {
    return state.equals(ScriptState.APPLIED.words());
  }

  private static int byVersion(ScriptRow one, ScriptRow other) {
    return one.parsed().flatMap(version -> other.parsed().map(version::compareTo)).orElse(0);
  }

  private Optional<Version> parsed() {
    return version.flatMap(Version::parse);
  }
}
