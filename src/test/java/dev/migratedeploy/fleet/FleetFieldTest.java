package dev.migratedeploy.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.task.StormDice;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How other tools that do the same for many databases or machines are stumbled over. */
class FleetFieldTest {
  private static final ModelTask.Weather WEATHER = ModelTask.Weather.calm(16_000, 3_000);

  private final FleetReachTest.SteadyClock clock = new FleetReachTest.SteadyClock();

  private static ModelCloud cloud(ModelTask.Weather weather, int room) {
    return new ModelCloud(new StormDice(7), weather, new ModelCloud.Calls(0, 0, room, true));
  }

  private FleetJob run(ModelCloud cloud, String number, Targets targets) {
    FleetJob job = new FleetJob(number, targets, FleetJob.Options.USUAL);
    job.run(cloud, clock, Quotas.published());
    return job;
  }

  private static List<String> names(FleetJob job, Kind kind) {
    return job.ended().stream()
        .filter(it -> it.result().verdict().is(kind))
        .map(it -> it.result().target())
        .toList();
  }

  /** influitive/apartment#369: the fifth of ten fails; what is with the four, and with the rest? */
  @Test
  void theFifthOfTenFailsAndEachOfTheOthersIsAccountedFor() {
    Targets targets = FleetRunTest.targets(10, 1, 1, Map.of(), 0);
    ModelCloud cloud = cloud(WEATHER.broken(Set.of("t0004")), Integer.MAX_VALUE);
    FleetJob first = run(cloud, "1", targets);
    assertThat(first.verdict().map(Verdict::kind)).contains(Kind.FAILED);
    assertThat(names(first, Kind.APPLIED)).containsExactly("t0000", "t0001", "t0002", "t0003");
    assertThat(names(first, Kind.FAILED)).containsExactly("t0004");
    assertThat(names(first, Kind.NOT_STARTED)).hasSize(5);
    FleetJob second = run(cloud, "2", targets);
    assertThat(second.ended())
        .filteredOn(it -> it.result().run().passedOver())
        .extracting(it -> it.result().target())
        .containsExactlyElementsOf(names(first, Kind.APPLIED));
    assertThat(cloud.tasks()).filteredOn(task -> task.job().equals("2")).hasSize(1);
  }

  /** AWS Systems Manager, "Control automations at scale": with 3 it stops at the fourth failure. */
  @Test
  void soManyFailuresAreAllowedAndOneMoreStopsIt() {
    Targets targets = FleetRunTest.targets(12, 1, 2, Map.of(), 3);
    Set<String> three = Set.of("t0000", "t0001", "t0002");
    FleetJob allowed = run(cloud(WEATHER.broken(three), Integer.MAX_VALUE), "1", targets);
    assertThat(names(allowed, Kind.APPLIED)).hasSize(9);
    Set<String> four = Set.of("t0000", "t0001", "t0002", "t0003");
    FleetJob stopped = run(cloud(WEATHER.broken(four), Integer.MAX_VALUE), "1", targets);
    assertThat(names(stopped, Kind.FAILED)).hasSize(4);
    assertThat(names(stopped, Kind.NOT_STARTED)).hasSizeGreaterThanOrEqualTo(7);
    assertThat(stopped.verdict().map(Verdict::kind)).contains(Kind.FAILED);
  }

  /** paradisec-archive/nabu#1260: RunTask answers 200 with a failure, and the work is lost. */
  @Test
  void beyondTheQuotaOfVcpusWorkWaitsAndIsNotLost() {
    Targets targets = FleetRunTest.targets(24, 1, 10, Map.of(), 0);
    ModelCloud cloud = cloud(WEATHER, 2);
    FleetJob job = run(cloud, "1", targets);
    assertThat(job.verdict().map(Verdict::kind)).contains(Kind.APPLIED);
    assertThat(cloud.tasks()).hasSize(24);
  }

  /** The same where other work takes all of the quota for good. */
  @Test
  void withoutAnyRoomNothingIsStartedAndTheReasonIsTold() {
    FleetJob job = run(cloud(WEATHER, 0), "1", FleetRunTest.targets(4, 1, 2, Map.of(), 0));
    assertThat(job.verdict().map(Verdict::kind)).contains(Kind.NOT_STARTED);
    assertThat(job.verdict().orElseThrow().explanation().cause()).contains("vCPUs");
    assertThat(names(job, Kind.NOT_STARTED)).hasSize(4);
    assertThat(job.over()).isBetween(30_000L, 60_000L);
  }

  /**
   * dask/dask-cloudprovider#309, reproio/wrapbox#27: a DescribeTasks for each task is throttled.
   */
  @Test
  void aHundredTasksAreLookedAtWithOneCall() {
    Quotas quotas = Quotas.published();
    FleetJob job =
        new FleetJob("1", FleetRunTest.targets(100, 1, 100, Map.of(), 0), FleetJob.Options.USUAL);
    job.run(cloud(WEATHER, Integer.MAX_VALUE), clock, quotas);
    assertThat(quotas.throttled()).isZero();
    assertThat(quotas.calls().get("DescribeTasks"))
        .isLessThanOrEqualTo((int) (job.over() / 1_000) * 5 + 20);
  }

  /** rails-on-services/apartment#463: how many have failed is told, and not which and why. */
  @Test
  void theOneThatHasFailedIsNamed() {
    FleetJob job =
        run(
            cloud(WEATHER.broken(Set.of("t0004")), Integer.MAX_VALUE),
            "1",
            FleetRunTest.targets(10, 5, 2, Map.of(), 1));
    assertThat(job.verdict().orElseThrow().explanation().cause())
        .startsWith("1 of 10 databases: t0004 (");
  }
}
