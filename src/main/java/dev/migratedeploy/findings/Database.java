package dev.migratedeploy.findings;

import java.util.Locale;
import java.util.Optional;

/** Whose SQL the scripts speak. */
public enum Database {
  POSTGRESQL,
  /** MariaDB too. */
  MYSQL,
  /** One whose SQL is not looked at. */
  OTHER,
  /** Nobody says; what speaks for PostgreSQL without doubt is judged as such. */
  UNKNOWN;

  /** The database that a JDBC URL leads to, also if a wrapper's name is before it. */
  static Optional<Database> ofUrl(String url) {
    String folded = url.toLowerCase(Locale.ROOT);
    if (!folded.startsWith("jdbc:")) {
      return Optional.empty();
    }
    if (folded.contains(":postgresql:")) {
      return Optional.of(POSTGRESQL);
    }
    boolean mysql = folded.contains(":mysql:") || folded.contains(":mariadb:");
    return Optional.of(mysql ? MYSQL : OTHER);
  }

  public boolean mayBePostgresql() {
    return this == POSTGRESQL || this == UNKNOWN;
  }
}
