package dev.migratedeploy.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.deploy.event.TargetResult.Run;
import dev.migratedeploy.deploy.event.TargetResult.Versions;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import dev.migratedeploy.verdict.VerdictDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetVerdictTest {
  private static final String NULLS = "V8__region.sql, line 3: column contains null values";

  private final List<TargetResult> results = new ArrayList<>();

  private void add(int count, String name, Kind kind, VerdictDetails details, String version) {
    for (int i = 0; i < count; i++) {
      results.add(
          new TargetResult(
              count == 1 ? name : name + i,
              "all",
              new Verdict(kind, details),
              new Run(
                  Optional.empty(),
                  new Versions(Optional.empty(), Optional.of(version)),
                  List.of(),
                  Optional.empty(),
                  Duration.ZERO,
                  false)));
    }
  }

  private Verdict verdict() {
    return FleetVerdict.of(results, "production", false);
  }

  @ParameterizedTest
  @CsvSource({
    "APPLIED, NOT_STARTED, NOT_STARTED",
    "NOT_STARTED, INCOMPLETE, INCOMPLETE",
    "FAILED, NOT_STARTED, FAILED",
    "FAILED, STILL_RUNNING, STILL_RUNNING",
    "STILL_RUNNING, UNKNOWN, UNKNOWN",
    "APPLIED, APPLIED, APPLIED",
    "SHOWN, SHOWN, SHOWN",
  })
  void theLeastCertainDatabaseDecides(Kind one, Kind other, Kind whole) {
    add(1, "a", one, VerdictDetails.of("words"), "8");
    add(1, "b", other, VerdictDetails.of("words"), "8");
    assertThat(verdict().kind()).isEqualTo(whole);
  }

  @Test
  void oneDatabaseThatFailsIsNamedWithItsCauseAndWhatIsTrueOfTheOthers() {
    add(409, "t", Kind.APPLIED, VerdictDetails.of("applied"), "8");
    add(1, "acme", Kind.FAILED, VerdictDetails.of(NULLS).state("version 7, V8 rolled back"), "7");
    add(2, "z", Kind.NOT_STARTED, VerdictDetails.of("not tried: too many"), "7");
    VerdictDetails words = verdict().explanation();
    assertThat(words.cause()).isEqualTo("1 of 412 databases: acme (" + NULLS + ")");
    assertThat(words.state())
        .contains("409 at version 8; acme: version 7, V8 rolled back; 2 not tried");
    assertThat(words.next())
        .get()
        .asString()
        .contains("make the cause go away in acme", "the 409 are passed over", "add a new version");
  }

  /** If the canary fails, nothing keeps anybody from editing the script. */
  @Test
  void ifNoDatabaseHasAppliedItTheScriptIsFixed() {
    add(1, "canary", Kind.FAILED, VerdictDetails.of(NULLS).next("fix V8 and push"), "7");
    add(5, "z", Kind.NOT_STARTED, VerdictDetails.of("not tried: too many"), "7");
    assertThat(verdict().explanation().next()).contains("fix V8 and push");
  }

  @Test
  void causesAreGroupedAndTheMostFrequentComesFirst() {
    add(1, "acme", Kind.FAILED, VerdictDetails.of("disk full"), "7");
    add(5, "t", Kind.FAILED, VerdictDetails.of(NULLS), "7");
    VerdictDetails words = verdict().explanation();
    assertThat(words.cause()).isEqualTo("6 of 6 databases, for 2 causes");
    assertThat(words.details())
        .containsExactly("t0, t1, t2 and 2 more: " + NULLS, "acme: disk full");
  }

  @Test
  void ofAnUnknownOneTheDatabaseItselfIsAsked() {
    add(1, "acme", Kind.UNKNOWN, VerdictDetails.of("killed"), "7");
    assertThat(verdict().explanation().next())
        .contains("migrate-deploy info --env production --target acme");
  }
}
