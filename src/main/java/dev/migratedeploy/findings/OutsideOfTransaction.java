package dev.migratedeploy.findings;

import dev.migratedeploy.findings.sql.Dialect;
import dev.migratedeploy.flyway.scripts.MigrationScript;

/** Whether Flyway runs a script outside of a transaction on PostgreSQL. */
public final class OutsideOfTransaction {
  private OutsideOfTransaction() {}

  /** Because the file beside the script says so, or because of a statement in it. */
  public static boolean runs(MigrationScript script) {
    ParsedScript read = ParsedScript.of(script, Dialect.POSTGRESQL);
    return !read.options().executeInTransaction().orElse(true)
        || read.sql().statements().stream().anyMatch(OutsideOfTransactions::knownToFlyway);
  }
}
