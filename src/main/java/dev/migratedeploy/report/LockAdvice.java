package dev.migratedeploy.report;

import dev.migratedeploy.flyway.observer.DatabaseSession;
import dev.migratedeploy.flyway.observer.ObserverEvent.Blocked;
import java.util.Locale;
import java.util.Optional;

/** How to look at the session that holds a lock, and how a DBA ends it. */
final class LockAdvice {
  /** The application name of every session of Flyway's (its BaseDatabaseType). */
  private static final String FLYWAY = "Flyway";

  private static final long PREPARED_TRANSACTION = 0;

  private LockAdvice() {}

  /**
   * Such as {@code to look: SELECT …. To end that session, as a DBA: SELECT …}.
   *
   * @param product the database's name
   * @param own pid of the session that waits
   */
  static Optional<String> on(Blocked blocked, String product, Optional<Long> own) {
    String database = product.toLowerCase(Locale.ROOT);
    boolean postgres = database.contains("postgres");
    if (blocked.by().isEmpty()) {
      return own.filter(pid -> postgres)
          .map(pid -> "to look, as a DBA: SELECT pg_blocking_pids(" + pid + ")");
    }
    DatabaseSession holder = blocked.by().get(0);
    if (postgres) {
      return Optional.of(postgres(holder));
    }
    return database.contains("mysql") || database.contains("mariadb")
        ? Optional.of(
            "to look: SHOW FULL PROCESSLIST. To end that session, as a DBA: KILL " + holder.pid())
        : Optional.empty();
  }

  private static String postgres(DatabaseSession holder) {
    if (holder.pid() == PREPARED_TRANSACTION) {
      return "to look: SELECT * FROM pg_prepared_xacts. To end it, as a DBA: ROLLBACK PREPARED"
          + " with its gid";
    }
    if (holder.isOwn()) {
      return "that is Flyway's own lock, for whose transaction CONCURRENTLY waits: stop the task,"
          + " then deploy with -- -postgresql.transactional.lock=false";
    }
    String look = "to look: SELECT * FROM pg_stat_activity WHERE pid = " + holder.pid();
    if (holder.application().filter(name -> name.startsWith(FLYWAY)).isPresent()) {
      return look + ". It is another Flyway: let it come to its end";
    }
    // An active statement that is cancelled ends its transaction too; an idle one has none.
    return holder.state().filter("active"::equals).isPresent()
        ? look
            + ". To cancel its statement, as a DBA: SELECT pg_cancel_backend("
            + holder.pid()
            + ")"
        : look
            + ". To end that session, as a DBA: SELECT pg_terminate_backend("
            + holder.pid()
            + ")";
  }
}
