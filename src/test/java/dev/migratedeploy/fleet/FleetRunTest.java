package dev.migratedeploy.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.deploy.request.IfRunning;
import dev.migratedeploy.deploy.task.StormDice;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FleetRunTest {
  private final VirtualTicker clock = new VirtualTicker();

  static Targets targets(
      int count, int perTask, int parallel, Map<String, Integer> atMost, int... budgets) {
    List<Wave> waves =
        IntStream.range(0, budgets.length)
            .mapToObj(
                wave ->
                    new Wave(
                        "wave-" + wave,
                        IntStream.range(0, count)
                            .filter(number -> number % budgets.length == wave)
                            .mapToObj(FleetRunTest::target)
                            .toList(),
                        budgets[wave]))
            .toList();
    return new Targets(waves, perTask, parallel, atMost, false);
  }

  private static Target target(int number) {
    return new Target(
        "t%04d".formatted(number),
        Map.of("host", "h" + number % 3),
        Map.of("FLYWAY_URL", "jdbc:postgresql://h" + number % 3 + "/t" + number));
  }

  @Test
  void everyDatabaseIsMigratedOnceAndTheWholeIsGreen() {
    FleetJob job =
        new FleetJob("1", targets(50, 4, 5, Map.of("host", 3), 0, 0), FleetJob.Options.USUAL);
    ModelCloud cloud =
        new ModelCloud(
            new StormDice(1), ModelTask.Weather.calm(8_000, 5_000), ModelCloud.Calls.CALM);
    Verdict verdict = job.run(cloud, clock, Quotas.published());
    assertThat(verdict.kind()).as("%s", verdict).isEqualTo(Verdict.Kind.APPLIED);
    assertThat(job.ended()).hasSize(50);
  }

  /** Else the next deploy would take that success for one of all databases. */
  @Test
  void aRunForSomeIsRecordedEvenIfNothingHadToBeStarted() {
    ModelCloud cloud =
        new ModelCloud(
            new StormDice(1), ModelTask.Weather.calm(8_000, 5_000), ModelCloud.Calls.CALM);
    Targets all = targets(2, 1, 2, Map.of(), 0);
    new FleetJob("1", all, FleetJob.Options.USUAL).run(cloud, clock, Quotas.published());
    FleetJob some =
        new FleetJob(
            "2",
            new Targets(all.only(it -> it.name().equals("t0001")).waves(), 1, 2, Map.of(), true),
            FleetJob.Options.USUAL);

    assertThat(some.run(cloud, clock, Quotas.published()).kind()).isEqualTo(Verdict.Kind.APPLIED);
    assertThat(cloud.tasks()).noneMatch(task -> task.job().equals("2"));
    assertThat(cloud.registered())
        .anyMatch(it -> PlainTemplate.registered(it).label("job").equals(Optional.of("2")));
  }

  /** Else it would say NOT STARTED if it is ended while it follows or stops them. */
  @Test
  void aJobThatOnlyFollowsTasksOfAnotherOneKnowsThatTheyMayBeAtWork() {
    ModelCloud cloud =
        new ModelCloud(
            new StormDice(1), ModelTask.Weather.calm(8_000, 60_000), ModelCloud.Calls.CALM);
    Targets targets = targets(2, 2, 1, Map.of(), 0);
    new FleetJob(
            "1",
            targets,
            new FleetJob.Options(
                false, Duration.ofSeconds(10), CancelPolicy.FINISH, IfRunning.AUTO))
        .run(cloud, clock, Quotas.published());
    FleetJob second = new FleetJob("2", targets, FleetJob.Options.USUAL);

    assertThat(second.run(cloud, clock, Quotas.published()).kind()).isEqualTo(Verdict.Kind.APPLIED);
    assertThat(cloud.tasks()).hasSize(1);
    assertThat(second.mayHaveStarted()).isTrue();
    FleetJob third = new FleetJob("3", targets, FleetJob.Options.USUAL);
    third.run(cloud, clock, Quotas.published());
    assertThat(third.mayHaveStarted()).as("all is done already").isFalse();
  }

  /** Else a task of twenty databases would say nothing for minutes. */
  @Test
  void databasesAreCountedWhileTheirTaskRuns() {
    FleetJob job = new FleetJob("1", targets(20, 20, 1, Map.of(), 0), FleetJob.Options.USUAL);
    ModelCloud cloud =
        new ModelCloud(
            new StormDice(1), ModelTask.Weather.calm(8_000, 5_000), ModelCloud.Calls.CALM);
    job.run(cloud, clock, Quotas.published());
    assertThat(job.progress())
        .extracting(waves -> waves.get(0).counts().done())
        .isSorted()
        .hasSizeGreaterThan(5)
        .anyMatch(done -> done > 5 && done < 15);
    assertThat(job.progress()).allMatch(waves -> waves.get(0).counts().all() == 20);
  }
}
