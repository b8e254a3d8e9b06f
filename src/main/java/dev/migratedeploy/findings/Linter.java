package dev.migratedeploy.findings;

import dev.migratedeploy.flyway.scripts.MigrationScript;
import java.util.List;
import java.util.Optional;

/** A tool of others that knows more of a database's SQL. */
public interface Linter {
  /**
   * What it found.
   *
   * @param note why it could not look at all scripts, if it could not
   */
  record Linting(List<Finding> findings, Optional<String> note) {
    public Linting {
      findings = List.copyOf(findings);
    }

    public static Linting nothing() {
      return new Linting(List.of(), Optional.empty());
    }
  }

  /** Never fails: what goes wrong is a note. */
  Linting lint(List<MigrationScript> scripts, Database database, FindingsSettings settings);

  /** If there is no such tool. */
  static Linter none() {
    return (scripts, database, settings) -> Linting.nothing();
  }
}
