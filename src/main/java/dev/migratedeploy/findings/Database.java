package dev.migratedeploy.findings;

import dev.migratedeploy.findings.sql.Dialect;
import dev.migratedeploy.flyway.FlywayOptions;
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

  /** The one that the settings name, or that a JDBC URL among Flyway's options leads to. */
  public static Database of(FindingsSettings settings, FlywayOptions options) {
    return settings.database().or(() -> options.url().flatMap(Database::ofUrl)).orElse(UNKNOWN);
  }

  /** How it reads what its scripts say. */
  public Dialect dialect() {
    return switch (this) {
      case POSTGRESQL -> Dialect.POSTGRESQL;
      case MYSQL -> Dialect.MYSQL;
      case OTHER, UNKNOWN -> Dialect.EITHER;
    };
  }

  public boolean mayBePostgresql() {
    return this == POSTGRESQL || this == UNKNOWN;
  }
}
