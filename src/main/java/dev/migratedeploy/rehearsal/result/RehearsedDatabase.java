package dev.migratedeploy.rehearsal.result;

/**
 * The database that the scripts ran on.
 *
 * @param product such as {@code PostgreSQL}
 * @param version such as {@code 17.6}
 */
public record RehearsedDatabase(String product, String version) {
  /** Its name for people, such as {@code PostgreSQL 17.6}. */
  public String words() {
    return product + " " + version;
  }
}
