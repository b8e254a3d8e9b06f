package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What holds of a monitor whatever it is told, in whatever order, and at whatever times. {@code
 * -Dmonitor.rounds=N} tries more of it.
 */
class TaskMonitorPropertyTest {
  private static final List<MonitorHistory> HISTORIES =
      LongStream.range(0, Integer.getInteger("monitor.rounds", 500))
          .mapToObj(MonitorHistory::new)
          .toList();

  @Test
  void noLineIsLostOrDoubled() {
    forEach(
        history -> {
          List<String> given =
              history.world().readable(Long.MAX_VALUE).stream().limit(history.given()).toList();
          int heldBack = history.result().log().complete() ? 1 : 0;
          assertThat(history.lines()).isEqualTo(given.subList(0, given.size() - heldBack));
        });
  }

  @Test
  void theVerdictIsGreenOnlyIfTheMigrationWasAppliedAndNotStartedOnlyIfNothingBegan() {
    Map<Verdict.Kind, Integer> verdicts = new TreeMap<>();
    forEach(
        history -> {
          Verdict verdict = verdict(history.result());
          long ended = MonitorWorld.millis(history.ended());
          if (verdict.exitCode() == 0) {
            assertThat(history.world().isApplied(ended)).as("applied").isTrue();
          }
          if (verdict.is(Verdict.Kind.NOT_STARTED)) {
            assertThat(history.world().hasBegun(ended)).as("begun").isFalse();
          }
          if (history.result() instanceof MonitorResult.Stopped) {
            assertThat(history.world().isOver(ended)).as("over").isTrue();
          }
          verdicts.merge(verdict.kind(), 1, Integer::sum);
        });
    assertThat(verdicts)
        .containsKeys(
            Verdict.Kind.APPLIED,
            Verdict.Kind.FAILED,
            Verdict.Kind.NOT_STARTED,
            Verdict.Kind.STILL_RUNNING,
            Verdict.Kind.UNKNOWN);
  }

  /** The driver is late by hours at times; what it does in time has an end in time. */
  @Test
  void everyTaskHasItsResultInABoundedNumberOfStepsAndStopTaskIsSentOnce() {
    forEach(
        history -> {
          long seconds = Duration.between(MonitorWorld.at(0), history.ended()).toSeconds();
          assertThat(history.told().size()).as("steps").isLessThan(200 + (int) (8 * seconds));
          assertThat(history.stops()).as("StopTask").isLessThanOrEqualTo(1);
        });
  }

  @Test
  void stepsInBetweenChangeNothing() {
    Random random = new Random(4711);
    forEach(
        history -> {
          TaskMonitor again = history.monitor();
          List<DeployEvent> events = new ArrayList<>();
          MonitorStep step = again.step(history.told().get(0).now(), List.of());
          Instant before = history.told().get(0).now();
          for (MonitorHistory.Told told : history.told()) {
            for (int i = random.nextInt(3); i > 0 && step.result().isEmpty(); i--) {
              Instant between = between(random, before, told.now(), step.next().step());
              step = again.step(between, List.of());
              assertThat(step.events()).as("said in between").isEmpty();
              before = between;
            }
            step = again.step(told.now(), told.observations());
            events.addAll(step.events());
            before = told.now();
          }
          assertThat(events).isEqualTo(history.events());
          assertThat(step.result()).contains(history.result());
        });
  }

  /** A time before the next step, and before the one that the monitor itself asked for. */
  private static Instant between(Random random, Instant from, Instant to, Instant asked) {
    Instant end = asked.isBefore(to) ? asked : to;
    long nanos = Math.max(0, Duration.between(from, end).toNanos() - 1);
    return from.plusNanos(nanos == 0 ? 0 : random.nextLong(nanos));
  }

  @Test
  void whatAMonitorHasDecidedItSaysAgain() {
    MonitorHistory history = HISTORIES.get(1);
    TaskMonitor monitor = history.monitor();
    history.told().forEach(told -> monitor.step(told.now(), told.observations()));
    MonitorStep again = monitor.step(history.ended().plusSeconds(9), List.of());
    assertThat(again.result()).contains(history.result());
    assertThat(again.events()).isEmpty();
  }

  private static Verdict verdict(MonitorResult result) {
    return new VerdictRules(
            SampleDeploy.request(),
            PlainTemplate.of("flyway"),
            SampleDeploy.IMAGE,
            SampleDeploy.TASK,
            new MigrateOutputParser().result(),
            Observed.nothing())
        .verdict(result);
  }

  private interface Property {
    void check(MonitorHistory history);
  }

  private static void forEach(Property property) {
    for (int seed = 0; seed < HISTORIES.size(); seed++) {
      try {
        property.check(HISTORIES.get(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }
}
