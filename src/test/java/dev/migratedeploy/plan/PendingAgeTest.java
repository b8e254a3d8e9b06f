package dev.migratedeploy.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.plan.pending.EnvironmentStatus;
import dev.migratedeploy.plan.pending.PendingScript;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PendingAgeTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final PendingScript UNKNOWN = pending(Optional.empty());

  private final PendingAge week = new PendingAge(Period.ofDays(7), NOW);

  @Test
  void whatIsPendingForLongerIsRedAndNamed() {
    Verdict verdict =
        week.weigh(
            List.of(
                known("staging", pending(6)), known("production", pending(3), pending(8), UNKNOWN)),
            "");

    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.OVERDUE);
    assertThat(verdict.exitCode()).isEqualTo(1);
    assertThat(verdict.explanation().cause())
        .isEqualTo("pending for longer than 7 days: production since 19 Nov 2026");
  }

  @Test
  void whatIsPendingForAsLongOrNotAtAllIsListed() {
    Verdict verdict = week.weigh(List.of(known("a", pending(7)), known("b")), "as before");

    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.LISTED);
    assertThat(verdict.explanation().cause()).isEqualTo("as before");
  }

  /** A check that cannot see is not green. */
  @Test
  void whatIsNotKnownIsNotGreen() {
    Stream.of(known("a", pending(1), UNKNOWN), new EnvironmentStatus.NotKnown("a", "lost"))
        .forEach(
            status ->
                assertThatThrownBy(() -> week.weigh(List.of(status), ""))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("not known whether")
                    .hasMessageContaining("in a"));
  }

  private static PendingScript pending(int days) {
    return pending(Optional.of(NOW.minus(Duration.ofDays(days))));
  }

  private static PendingScript pending(Optional<Instant> since) {
    return new PendingScript("V1__tea.sql", ScriptChange.Kind.ADDED, since);
  }

  private static EnvironmentStatus known(String environment, PendingScript... scripts) {
    return new EnvironmentStatus.Known(
        environment,
        Optional.of("migrate-deploy"),
        new ComparisonBase.NoDeploymentYet(),
        List.of(scripts),
        List.of());
  }
}
