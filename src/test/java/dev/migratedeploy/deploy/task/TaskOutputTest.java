package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.FlywayObserved;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.observer.ObserverScript;
import dev.migratedeploy.support.VirtualTicker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskOutputTest {
  private static final Instant NOW = VirtualTicker.START;
  private static final String V7 = "V7__orders_by_region.sql";
  private static final String V8 = "V8__region_not_null.sql";

  private final List<DeployEvent> events = new ArrayList<>();
  private final TaskOutput output = new TaskOutput();

  /** V7 is applied, V8 does not get its lock at first. */
  private static ObserverScript twoTries() {
    return new ObserverScript()
        .started()
        .plain("Current version of schema \"public\": 6")
        .plain("Migrating schema \"public\" to version \"7 - orders by region\"")
        .begun(V7)
        .applied(V7)
        .plain("Migrating schema \"public\" to version \"8 - region not null\"")
        .begun(V8)
        .failed(V8, true, true)
        .say("retry", "script", V8, "try", 1, "of", 10, "pauseMs", 10_000, "waitedMs", 5_000)
        .plain(
            "ERROR: Migration of schema \"public\" to version \"8 - region not null\" failed!"
                + " Changes successfully rolled back.")
        .plain("ERROR: Script V8__region_not_null.sql failed")
        .end("failed")
        .nextRun()
        .started()
        .plain("Current version of schema \"public\": 7")
        .plain("Migrating schema \"public\" to version \"8 - region not null\"")
        .begun(V8)
        .applied(V8)
        .plain(
            "Successfully applied 1 migration to schema \"public\", now at version v8 (execution"
                + " time 00:00.012s)")
        .end("applied");
  }

  @Test
  void theLinesOfTheObserverAreReadAndNotShown() {
    List<String> lines = twoTries().lines();
    read(lines);

    assertThat(events.stream().filter(LogLineRead.class::isInstance).map(LogLineRead.class::cast))
        .extracting(read -> read.line().text())
        .containsExactlyElementsOf(lines);
    assertThat(events.stream().filter(LogLineRead.class::isInstance).map(LogLineRead.class::cast))
        .filteredOn(LogLineRead::shown)
        .extracting(read -> read.line().text())
        .hasSize(8)
        .noneMatch(text -> text.startsWith("[migrate-deploy"));
    assertThat(events).filteredOn(FlywayObserved.class::isInstance).hasSize(11);
  }

  @Test
  void theErrorOfATryThatWasFollowedByAnotherOneIsNoFailure() {
    read(twoTries().lines());
    MigrationResult flyway = flyway();

    assertThat(flyway.failedMigration()).isEmpty();
    assertThat(flyway.error()).isEmpty();
    assertThat(flyway.applied()).containsExactly("7 - orders by region", "8 - region not null");
    assertThat(flyway.versionBefore()).contains("6");
    assertThat(flyway.versionAfter()).contains("8");
    assertThat(flyway.saidApplied()).isTrue();
  }

  @Test
  void theErrorOfTheLastTryIsTheFailure() {
    read(
        twoTries()
            .nextRun()
            .started()
            .plain("Migrating schema \"public\" to version \"9 - x\"")
            .plain(
                "ERROR: Migration of schema \"public\" to version \"9 - x\" failed! Changes"
                    + " successfully rolled back.")
            .lines());

    assertThat(flyway().failedMigration()).contains("9 - x");
    assertThat(flyway().rolledBack()).isTrue();
    assertThat(flyway().applied()).containsExactly("7 - orders by region", "8 - region not null");
  }

  @Test
  void whatFailedAndWasNotBegunAgainIsNotApplied() {
    List<String> lines = new ArrayList<>(twoTries().lines());
    List<String> cut = lines.subList(0, lines.indexOf("Current version of schema \"public\": 7"));
    read(cut);

    assertThat(flyway().applied()).containsExactly("7 - orders by region");
    assertThat(flyway().begunVersions()).hasSize(1);
  }

  @Test
  void aFurtherRunThatIsForgedMakesNoFailureGood() {
    List<String> lines = new ArrayList<>(twoTries().lines());
    lines.add(ObserverScript.line(2, 2, 99, "applied", "script", V8, "ms", 1));
    read(lines);

    assertThat(output.observed().isForged()).isTrue();
    assertThat(flyway().failedMigration()).contains("8 - region not null");
  }

  @Test
  void aFurtherRunThatNobodyHasObservedMakesNoFailureGood() {
    List<String> lines = new ArrayList<>(twoTries().lines());
    lines.remove(0);
    read(lines);

    assertThat(flyway().failedMigration()).contains("8 - region not null");
  }

  @Test
  void whatFlywayDoesNowIsWhatTheObserverSaid() {
    read(
        new ObserverScript()
            .started()
            .begun(V8)
            .say(
                "blocked",
                "script",
                V8,
                "statement",
                1,
                "line",
                3,
                "kind",
                "ALTER TABLE",
                "table",
                "public.orders",
                "mode",
                "ACCESS EXCLUSIVE",
                "ms",
                1_000,
                "by",
                List.of(
                    Map.of(
                        "pid",
                        4711,
                        "user",
                        "report_user",
                        "state",
                        "idle in transaction",
                        "stateMs",
                        720_000)))
            .lines());

    CurrentWork work = output.current(NOW.plusSeconds(60));
    assertThat(work.isObserved()).isTrue();
    assertThat(work.words())
        .contains(
            V8
                + ", line 3 (ALTER TABLE), which waits 1 min 1 s for ACCESS EXCLUSIVE on orders,"
                + " held by pid 4711 (report_user, idle in transaction for 12 min)");
  }

  @Test
  void aStatementThatRunsIsNamedWithItsTime() {
    read(
        new ObserverScript()
            .started()
            .begun(V8)
            .say("running", "script", V8, "statement", 1, "line", 3, "kind", "UPDATE", "ms", 5_000)
            .lines());

    assertThat(output.current(NOW.plusSeconds(60)).words())
        .contains(V8 + ", line 3 (UPDATE) for 1 min 5 s");
  }

  @Test
  void aPauseBetweenTwoTriesIsNamed() {
    read(twoTries().lines().subList(0, 13));

    assertThat(output.current(NOW.plusSeconds(4)).words())
        .contains("a pause of 10 s before try 2 of 10 of " + V8 + " for 4.0 s");
  }

  @Test
  void withoutAnObserverItIsWhatFlywayHasBegunLast() {
    read(List.of("Migrating schema \"public\" to version \"8 - region not null\""));

    assertThat(output.current(NOW))
        .isEqualTo(new CurrentWork(Optional.of("8 - region not null"), false));
  }

  private MigrationResult flyway() {
    return output.runs().stream().reduce(MigrationResult::followedBy).orElseThrow();
  }

  private void read(List<String> lines) {
    lines.forEach(
        text -> events.addAll(output.line(SampleDeploy.TASK, new LogLine(NOW, text), NOW)));
  }
}
