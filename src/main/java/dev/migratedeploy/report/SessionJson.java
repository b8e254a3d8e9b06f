package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.flyway.observer.DatabaseSession;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A session of the database that held a lock; null is what the migration's user may not see. */
record SessionJson(
    long pid,
    @Nullable String user,
    @Nullable String application,
    @Nullable String state,
    @Nullable Long stateMs,
    @Nullable Long transactionMs) {
  static SessionJson of(DatabaseSession session) {
    return new SessionJson(
        session.pid(),
        orNull(session.user()),
        orNull(session.application()),
        orNull(session.state()),
        orNull(session.inState().map(Duration::toMillis)),
        orNull(session.transaction().map(Duration::toMillis)));
  }
}
