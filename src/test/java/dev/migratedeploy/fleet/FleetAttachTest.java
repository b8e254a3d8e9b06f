package dev.migratedeploy.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.WantedTask;
import dev.migratedeploy.deploy.event.DeployEvent.TargetEnded;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.deploy.request.IfRunning;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.deploy.task.MigrationOutcome;
import dev.migratedeploy.deploy.task.StormDice;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code logs} says of a run that did not come to its end. */
class FleetAttachTest {
  private final FleetReachTest.SteadyClock clock = new FleetReachTest.SteadyClock();
  private final ModelCloud cloud =
      new ModelCloud(
          new StormDice(7), ModelTask.Weather.calm(16_000, 3_000), ModelCloud.Calls.CALM);
  private final List<TargetResult> results = new ArrayList<>();

  /** A job whose time is up says STILL RUNNING, and to look at the logs. */
  @Test
  void databasesWhoseTurnNeverCameAreNotGreen() {
    run(Duration.ofSeconds(30));

    assertThat(logs().kind()).isEqualTo(Kind.NOT_STARTED);
    assertThat(results)
        .extracting(TargetResult::target)
        .containsExactlyInAnyOrder("t0000", "t0001", "t0002", "t0003");
    assertThat(results).filteredOn(it -> it.verdict().is(Kind.APPLIED)).hasSize(2);
    assertThat(results)
        .filteredOn(it -> it.verdict().is(Kind.NOT_STARTED))
        .allMatch(
            it -> it.verdict().explanation().cause().contains("no task of the last run had it"));
  }

  @Test
  void afterAnHourNobodyKnowsWhetherTheyHadATask() {
    run(Duration.ofSeconds(30));
    clock.sleep(Duration.ofMinutes(55));

    assertThat(logs().kind()).isEqualTo(Kind.UNKNOWN);
  }

  @Test
  void whereEachHadItsTaskTheWholeIsGreen() {
    run(Duration.ofMinutes(30));

    assertThat(logs().kind()).isEqualTo(Kind.APPLIED);
    assertThat(results).hasSize(4);
  }

  private void run(Duration timeout) {
    job(timeout).run(cloud, clock, Quotas.published());
  }

  private static FleetJob job(Duration timeout) {
    return new FleetJob(
        "1",
        FleetRunTest.targets(4, 1, 1, Map.of(), 0),
        new FleetJob.Options(false, timeout, CancelPolicy.FINISH, IfRunning.AUTO));
  }

  private Verdict logs() {
    ModelLogs logs = new ModelLogs(cloud, clock, Quotas.published());
    ModelEcs ecs = new ModelEcs(cloud, "2", clock, Quotas.published());
    return new FleetAttach(
            new WantedTask(job(Duration.ofMinutes(30)).request(), Optional.empty(), ecs),
            new FleetCloud(ecs, (task, log) -> logs.of(task), log -> logs),
            (ran, command, ended) -> verdict(ended),
            event -> {
              if (event instanceof TargetEnded ended) {
                results.add(ended.result());
              }
            },
            clock,
            new Cancellation(clock),
            Runnable::run)
        .run()
        .orElseThrow();
  }

  private static Verdict verdict(MigrationOutcome ended) {
    return ended.verdict();
  }
}
