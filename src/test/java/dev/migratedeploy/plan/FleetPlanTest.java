package dev.migratedeploy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.FleetProgressed;
import dev.migratedeploy.deploy.event.DeployEvent.TargetEnded;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.deploy.event.WaveProgress;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.deploy.task.MigrationOutcome;
import dev.migratedeploy.deploy.task.SampleDeploy;
import dev.migratedeploy.deploy.task.TargetOutcome;
import dev.migratedeploy.findings.sql.Dialect;
import dev.migratedeploy.flyway.EnvironmentScripts;
import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.flyway.Transcript;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetPlanTest {
  private final Map<String, String> databases = new LinkedHashMap<>();
  private final List<DeployEvent> told = new ArrayList<>();

  @Test
  void databasesInTheSameStateAreOneGroupTheLargestFirst() {
    put("pending", "acme");
    put("up-to-date", "b1", "b2", "b3");
    put("pending", "beta");

    List<DatabaseGroup> groups = groups();
    assertThat(groups).hasSize(2);
    assertThat(groups.get(0).databases()).containsExactly("b1", "b2", "b3");
    assertThat(groups.get(0).words()).isEqualTo("version 3");
    assertThat(groups.get(1).databases()).containsExactly("acme", "beta");
    assertThat(verdict().title()).isEqualTo("SAFE");
    assertThat(verdict().explanation().cause())
        .isEqualTo("a deploy would apply 2 scripts to 2 databases: V4 - four, teas");
  }

  @Test
  void whereNothingIsPendingItSaysSo() {
    put("up-to-date", "b1", "b2");

    assertThat(verdict().explanation().cause())
        .isEqualTo("nothing is pending in 2 databases, version 3");
  }

  @Test
  void oneDatabaseForWhichADeployWouldFailDecides() {
    put("up-to-date", "b1", "b2", "b3");
    put("edited", "acme");

    Verdict verdict = verdict();
    assertThat(verdict.title()).isEqualTo("WOULD FAIL");
    assertThat(verdict.explanation().cause())
        .isEqualTo("1 of 4 databases: acme (V1 - tea differs from what was applied (2026-11-24))");
    assertThat(verdict.explanation().next()).isPresent();
  }

  @Test
  void differentCausesAreALineEach() {
    put("up-to-date", "b1");
    put("edited", "c1", "c2", "c3", "c4", "c5");
    put("out-of-order", "acme");

    VerdictDetails said = verdict().explanation();
    assertThat(said.cause()).isEqualTo("6 of 7 databases: 2 different causes");
    assertThat(said.details())
        .containsExactly(
            "c1, c2, c3 and 2 more (V1 - tea differs from what was applied (2026-11-24))",
            "acme (V2 - two is not applied, and its version is below the highest one that is)");
  }

  /** The least certain database decides, and one that nothing is known of is never safe. */
  @Test
  void aDatabaseWithoutAPlanIsNeverSafe() {
    put("up-to-date", "b1");
    put("no-connection", "acme");
    assertThat(verdict().title()).isEqualTo("FAILED");
    assertThat(groups().get(1).words()).isEqualTo("failed");

    databases.clear();
    put("up-to-date", "b1", "b2");
    List<DatabaseGroup> one = groups("b1");
    assertThat(new FleetPlanVerdict(request(), one).of(kind(Verdict.Kind.INVALID)).explanation())
        .extracting(VerdictDetails::cause)
        .isEqualTo("what a deploy would do is not known of 1 database of 2");
  }

  @Test
  void whatTheTasksCannotTellThePlanDoesNotKnow() {
    put("up-to-date", "b1");
    Verdict running = kind(Verdict.Kind.STILL_RUNNING);

    assertThat(new FleetPlanVerdict(request(), groups()).of(running)).isSameAs(running);
  }

  /** Flyway calls it a failure that a script is pending; ten thousand of them are none here. */
  @Test
  void aPendingScriptIsNoFailureOfADatabaseWhateverIsToldFirst() {
    put("pending", "acme");
    PlanTaskLog log = PlanRun.log(told::add);
    TargetOutcome outcome = outcome("acme", "pending");
    new FleetPlan(request(), scripts(), DueScripts.none(), log).accept(outcome);
    log.on(new TargetEnded(outcome.result()));
    log.on(new TargetEnded(outcome("beta", "pending").result()));
    new FleetPlan(request(), scripts(), DueScripts.none(), log).accept(outcome("beta", "pending"));
    log.on(
        new FleetProgressed(
            List.of(
                new WaveProgress(
                    "all", new WaveProgress.Counts(0, 3, 1, 0, 0), Duration.ZERO, false))));

    assertThat(told)
        .filteredOn(TargetEnded.class::isInstance)
        .extracting(event -> ((TargetEnded) event).result().verdict().title())
        .containsExactly("SAFE", "SAFE");
    assertThat(told)
        .contains(
            new FleetProgressed(
                List.of(
                    new WaveProgress(
                        "all", new WaveProgress.Counts(2, 1, 1, 0, 0), Duration.ZERO, false))));
  }

  @Test
  void oneForWhichNoPlanWasMadeIsToldAtTheEnd() {
    PlanTaskLog log = PlanRun.log(told::add);
    log.on(new TargetEnded(outcome("acme", "pending").result()));
    assertThat(told).isEmpty();

    log.end();

    assertThat(told).hasSize(1);
  }

  /** Of 5,000 databases only the first of a group is kept with its plan. */
  @Test
  void thousandsOfDatabasesAreAFewGroups() {
    DatabaseGroups groups = new DatabaseGroups();
    PlanReading reading = PlanReading.of(outcome("acme", "pending").outcome());
    for (int i = 0; i < 5_000; i++) {
      groups.add("db" + i, kind(Verdict.Kind.SAFE), reading.plan("staging", request().scripts()));
    }

    assertThat(groups.all()).hasSize(1);
    assertThat(groups.all().get(0).databases()).hasSize(5_000);
  }

  @Test
  void howManyLinesALogHadMakesNoGroup() {
    DatabaseGroups groups = new DatabaseGroups();
    groups.add("a", valid("agree.  Log complete, 18 of 18 lines."), Optional.empty());
    groups.add("b", valid("agree.  Log complete, 19 of 19 lines."), Optional.empty());

    assertThat(groups.all()).hasSize(1);
    assertThat(groups.all().get(0).words()).isEqualTo("valid");
  }

  private static Verdict valid(String cause) {
    return new Verdict(Verdict.Kind.VALID, VerdictDetails.of(cause));
  }

  private void put(String transcript, String... names) {
    for (String name : names) {
      databases.put(name, transcript);
    }
  }

  private List<DatabaseGroup> groups() {
    return groups(databases.keySet().toArray(String[]::new));
  }

  private List<DatabaseGroup> groups(String... names) {
    FleetPlan plan = new FleetPlan(request(), scripts(), DueScripts.none(), PlanRun.log(told::add));
    for (String name : names) {
      plan.accept(outcome(name, databases.getOrDefault(name, "")));
    }
    return plan.groups(new PendingTables(List.of(), List.of(), Dialect.EITHER));
  }

  private Verdict verdict() {
    return new FleetPlanVerdict(request(), groups()).of(kind(Verdict.Kind.INVALID));
  }

  private static Verdict kind(Verdict.Kind kind) {
    return new Verdict(kind, VerdictDetails.of("the tasks"));
  }

  private static TargetOutcome outcome(String name, String transcript) {
    List<String> lines = Transcript.lines("plan-" + transcript);
    int code = transcript.equals("up-to-date") ? 0 : 1;
    Verdict.Kind kind =
        code == 0
            ? Verdict.Kind.VALID
            : transcript.equals("no-connection") ? Verdict.Kind.FAILED : Verdict.Kind.INVALID;
    Verdict task = kind(kind);
    return new TargetOutcome(
        target(name),
        new TargetResult(name, "all", task, TargetResult.Run.NONE),
        new MigrationOutcome(
            task,
            new LogSummary(
                lines.size(), Optional.of(new EndMarker(code, lines.size())), Optional.empty()),
            Transcript.heard(lines),
            Observed.nothing()),
        List.of());
  }

  private static Target target(String name) {
    return new Target(name, Map.of(), Map.of());
  }

  private DeployRequest request() {
    Targets targets =
        new Targets(
            List.of(
                new Wave(
                    "all", databases.keySet().stream().map(FleetPlanTest::target).toList(), 0)),
            1,
            1,
            Map.of(),
            false);
    DeployRequest one = SampleDeploy.request();
    return new DeployRequest(
        one.ci(),
        one.environment().with(targets),
        one.image(),
        one.scripts(),
        one.files(),
        one.options(),
        one.inquiry());
  }

  private static EnvironmentScripts scripts() {
    return EnvironmentScripts.every(
        SampleDeploy.request().scripts(), FlywayOptions.none(), "/flyway/sql");
  }
}
