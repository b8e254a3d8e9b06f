package dev.migratedeploy.plan.comment;

import dev.migratedeploy.flyway.scripts.Version;
import dev.migratedeploy.plan.state.ScriptState;
import java.util.Comparator;
import java.util.Optional;

/**
 * One script in one environment.
 *
 * @param script its name, as it is shown
 * @param version absent for a repeatable script
 * @param state in words, such as {@code pending}
 * @param day on which it was applied, such as {@code 2026-11-24}
 */
record ScriptRow(String script, Optional<String> version, String state, Optional<String> day) {
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
