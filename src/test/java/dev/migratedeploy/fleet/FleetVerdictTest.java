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
        .contains("409 at version 8; acme (version 7, V8 rolled back); 2 not tried");
    assertThat(words.next())
        .contains(
            "fix the cause in acme, and edit no script: 409 other databases have applied them."
                + " Then retry the job, which does only what is left, or run migrate-deploy --env"
                + " production --target acme");
  }

  @Test
  void oneOtherDatabaseIsOne() {
    add(1, "canary-us", Kind.APPLIED, VerdictDetails.of("applied"), "8");
    add(1, "canary-eu", Kind.FAILED, VerdictDetails.of(NULLS), "7");
    assertThat(verdict().explanation().next())
        .get()
        .asString()
        .contains("edit no script: 1 other database has applied them. Then");
  }

  /** Forty names are no command to type on a phone. */
  @Test
  void ofManyThatFailNoCommandNamesThem() {
    add(2, "t", Kind.APPLIED, VerdictDetails.of("applied"), "8");
    add(40, "z", Kind.FAILED, VerdictDetails.of(NULLS), "7");
    assertThat(verdict().explanation().next())
        .contains(
            "fix the cause in z0, z1, z2 and 37 more, and edit no script: 2 other databases have"
                + " applied them. Then retry the job, which does only what is left");
  }

  /** {@code info} has applied nothing. */
  @Test
  void whatOthersHaveAppliedIsSaidOfADeployOnly() {
    add(2, "t", Kind.SHOWN, VerdictDetails.of("shown"), "8");
    add(1, "acme", Kind.FAILED, VerdictDetails.of("no connection").next("open the port"), "7");
    assertThat(verdict().explanation().next()).contains("open the port");
  }

  @Test
  void whatIsToBeDoneInSeveralIsACommandForAllOfThem() {
    String next = "undo the edit, or run migrate-deploy repair --env production --target t0";
    add(2, "t", Kind.INVALID, VerdictDetails.of("V1 differs").next(next), "7");
    assertThat(verdict().explanation().next()).contains(next + ",t1");

    add(2, "u", Kind.INVALID, VerdictDetails.of("V1 differs").next(next), "7");
    assertThat(verdict().explanation().next())
        .contains("undo the edit, or run migrate-deploy repair --env production");
  }

  @Test
  void ofManyVersionsOnlyTheFirstAreNamed() {
    for (int i = 1; i <= 6; i++) {
      add(1, "t" + i, Kind.APPLIED, VerdictDetails.of("applied"), "" + i);
    }
    assertThat(verdict().explanation().state())
        .get()
        .asString()
        .endsWith("1 at version 5; 1 other version");
  }

  @Test
  void equalStatesAreSaidOnce() {
    add(2, "t", Kind.FAILED, VerdictDetails.of(NULLS).state("version 7"), "7");
    assertThat(verdict().explanation().state()).contains("t0, t1 (version 7)");
  }

  @Test
  void aSuccessCountsOneAndMany() {
    add(1, "acme", Kind.APPLIED, VerdictDetails.of("applied"), "8");
    assertThat(verdict().explanation().cause()).isEqualTo("1 database");
    assertThat(FleetVerdict.of(results, "production", true).explanation().cause())
        .isEqualTo("1 database of production, chosen by --target");

    add(2, "t", Kind.APPLIED, VerdictDetails.of("applied"), "8");
    assertThat(verdict().explanation().cause()).isEqualTo("all 3 databases");

    passedOver("beta");
    assertThat(verdict().explanation().cause())
        .isEqualTo("all 4 databases; 1 of them was done by an earlier run");

    results.removeIf(result -> !result.run().passedOver());
    assertThat(verdict().explanation().cause())
        .isEqualTo("1 database; it was done by an earlier run");

    passedOver("gamma");
    assertThat(verdict().explanation().cause())
        .isEqualTo("all 2 databases; each of them was done by an earlier run");
  }

  private void passedOver(String name) {
    results.add(
        new TargetResult(
            name,
            "all",
            new Verdict(Kind.APPLIED, VerdictDetails.of("applied")),
            new Run(
                Optional.empty(),
                new Versions(Optional.empty(), Optional.of("8")),
                List.of(),
                Optional.empty(),
                Duration.ZERO,
                true)));
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
    assertThat(words.cause()).isEqualTo("6 of 6 databases, with 2 different causes");
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
