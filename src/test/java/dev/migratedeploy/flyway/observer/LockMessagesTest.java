package dev.migratedeploy.flyway.observer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockMessagesTest {
  private static final Optional<Duration> TWELVE_MINUTES = Optional.of(Duration.ofMinutes(12));

  @Test
  void aSessionIsNamedByAllThatIsKnownOfIt() {
    assertThat(
            LockMessages.session(
                session("nightly report", "idle in transaction", TWELVE_MINUTES, TWELVE_MINUTES)))
        .isEqualTo("pid 4711 (report_user, \"nightly report\", idle in transaction for 12 min)");
  }

  /** A backup runs one statement after another in a transaction that holds every lock. */
  @Test
  void theAgeOfTheTransactionIsSaidIfItIsNotThatOfTheState() {
    assertThat(
            LockMessages.session(
                session("pg_dump", "active", Optional.of(Duration.ofSeconds(3)), TWELVE_MINUTES)))
        .isEqualTo(
            "pid 4711 (report_user, \"pg_dump\", active for 3.0 s, transaction open for 12 min)");
  }

  @Test
  void whatTheUserMayNotSeeIsLeftOut() {
    assertThat(
            LockMessages.session(
                new DatabaseSession(
                    4711,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())))
        .isEqualTo("pid 4711");
  }

  @Test
  void aNameCannotLookAsIfItEnded() {
    assertThat(
            LockMessages.session(
                session(
                    "x\", active) and pid 1 (\"", "active", Optional.empty(), Optional.empty())))
        .isEqualTo("pid 4711 (report_user, \"x', active) and pid 1 ('\", active)");
  }

  @Test
  void pidZeroIsNoSession() {
    assertThat(
            LockMessages.session(
                new DatabaseSession(
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())))
        .isEqualTo("a prepared transaction");
  }

  @Test
  void ofManyHoldersThreeAreNamed() {
    DatabaseSession one = session("a", "active", Optional.empty(), Optional.empty());

    assertThat(LockMessages.holders(Collections.nCopies(5, one)))
        .startsWith("held by pid 4711 (report_user, \"a\", active) and pid 4711")
        .endsWith(" and 2 more");
    assertThat(LockMessages.holders(List.of())).isEqualTo("who holds it is not known");
  }

  @Test
  void theSchemaPublicIsNotSaid() {
    assertThat(LockMessages.lock(Optional.of("ACCESS EXCLUSIVE"), Optional.of("public.orders")))
        .isEqualTo("ACCESS EXCLUSIVE on orders");
    assertThat(LockMessages.lock(Optional.empty(), Optional.of("shop.orders")))
        .isEqualTo("a lock on shop.orders");
    assertThat(LockMessages.lock(Optional.empty(), Optional.empty())).isEqualTo("a lock");
  }

  private static DatabaseSession session(
      String application, String state, Optional<Duration> inState, Optional<Duration> open) {
    return new DatabaseSession(
        4711,
        Optional.of("report_user"),
        Optional.of(application),
        Optional.of(state),
        open,
        inState);
  }
}
