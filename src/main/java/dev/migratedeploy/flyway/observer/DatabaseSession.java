package dev.migratedeploy.flyway.observer;

import java.time.Duration;
import java.util.Optional;

/**
 * Another session of the database, as far as the migration's user may see it. All words are those
 * of strangers, made harmless.
 *
 * @param pid the database's number of it
 * @param state the database's word, such as {@code idle in transaction}
 * @param transaction how old its open transaction is
 * @param inState how long it has been in that state
 * @param isOwn whether it is another connection of this Flyway
 */
public record DatabaseSession(
    long pid,
    Optional<String> user,
    Optional<String> application,
    Optional<String> state,
    Optional<Duration> transaction,
    Optional<Duration> inState,
    boolean isOwn) {
  /** A session of somebody else. */
  public DatabaseSession(
      long pid,
      Optional<String> user,
      Optional<String> application,
      Optional<String> state,
      Optional<Duration> transaction,
      Optional<Duration> inState) {
    this(pid, user, application, state, transaction, inState, false);
  }
}
