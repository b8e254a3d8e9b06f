package dev.migratedeploy.fleet;

import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.deploy.request.IfRunning;
import dev.migratedeploy.deploy.task.Interleaving;
import dev.migratedeploy.deploy.task.StormDice;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.targets.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A fleet with everything around it in turmoil, and one job or two that deploy to it. */
final class FleetStorm {
  /** The job's process ends in the midst of its work. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private final StormDice dice;
  private final ModelCloud cloud;
  private final Targets targets;
  private final List<FleetJob> jobs = new ArrayList<>();
  private final Interleaving time = new Interleaving();

  FleetStorm(long seed) {
    this.dice = new StormDice(seed);
    boolean calm = dice.percent(10);
    this.cloud = new ModelCloud(dice, weather(calm), calls(calm));
    int waves = dice.between(1, 3);
    int[] budgets = new int[waves];
    for (int wave = 0; wave < waves; wave++) {
      budgets[wave] = dice.one(List.of(0, 1, 5, 20, 1_000));
    }
    int databases = dice.one(List.of(6, 20, 20, 60, 60, 250));
    this.targets =
        FleetRunTest.targets(
            databases,
            dice.one(List.of(1, 1, 3, 20)),
            databases > 20 ? dice.one(List.of(10, 40)) : dice.one(List.of(1, 3, 10)),
            dice.percent(50) ? Map.of("host", dice.one(List.of(1, 2, 8))) : Map.of(),
            budgets);
  }

  private ModelTask.Weather weather(boolean calm) {
    int bad = calm ? 0 : dice.one(List.of(0, 1, 4));
    return new ModelTask.Weather(
        dice.between(16_000, 40_000),
        dice.one(List.of(300, 3_000, 8_000)),
        calm ? 0 : dice.one(List.of(0, 1, 3)),
        bad,
        bad,
        calm ? 0 : dice.between(0, 2),
        calm ? 0 : dice.one(List.of(0, 2, 10)),
        Set.of());
  }

  private ModelCloud.Calls calls(boolean calm) {
    return calm
        ? ModelCloud.Calls.CALM
        : new ModelCloud.Calls(
            dice.one(List.of(50, 400)),
            dice.one(List.of(0, 2, 8)),
            dice.percent(30) ? dice.between(1, 12) : Integer.MAX_VALUE,
            dice.percent(85));
  }

  StormDice dice() {
    return dice;
  }

  ModelCloud cloud() {
    return cloud;
  }

  List<FleetJob> jobs() {
    return jobs;
  }

  void run() {
    int kind = dice.between(0, 99);
    if (kind < 35) {
      add(0, dice.trouble("job killed", 100) ? dice.between(1, 200_000) : 0, 0);
      add(dice.between(1, 300_000), 0, 0);
    } else if (kind < 60) {
      dice.count("two jobs at once");
      add(0, 0, 0);
      add(dice.percent(60) ? dice.between(0, 4_000) : dice.between(0, 200_000), 0, 0);
    } else if (kind < 80) {
      dice.count("job cancelled");
      add(0, 0, dice.between(1, 200_000));
    } else {
      add(0, 0, 0);
    }
    time.run();
  }

  private void add(int begin, int killed, int cancelled) {
    FleetJob job =
        new FleetJob(
            String.valueOf(8_841 + jobs.size()),
            targets,
            new FleetJob.Options(
                dice.percent(5),
                dice.trouble("short --timeout", 10)
                    ? Duration.ofSeconds(dice.between(5, 300))
                    : Duration.ofHours(3),
                dice.one(List.of(CancelPolicy.values())),
                dice.percent(80) ? IfRunning.AUTO : dice.one(List.of(IfRunning.values()))));
    jobs.add(job);
    time.add(
        Duration.ofMillis(begin),
        clock -> {
          try {
            job.run(cloud, new JobClock(clock, job, killed, cancelled), Quotas.none());
          } catch (Killed e) {
            // The next job finds what it has left.
          }
        });
  }

  /** The job's own clock, on which it is killed or cancelled at its time. */
  private static final class JobClock implements WaitableClock {
    private final WaitableClock clock;
    private final FleetJob job;
    private final Instant killed;
    private final Instant cancelled;

    JobClock(WaitableClock clock, FleetJob job, int killed, int cancelled) {
      this.clock = clock;
      this.job = job;
      this.killed = killed == 0 ? Instant.MAX : ModelTask.instant(killed);
      this.cancelled = cancelled == 0 ? Instant.MAX : ModelTask.instant(cancelled);
    }

    @Override
    public Instant now() {
      return clock.now();
    }

    @Override
    public void sleep(Duration duration) {
      clock.sleep(duration);
      if (!now().isBefore(killed)) {
        throw new Killed();
      }
      if (!now().isBefore(cancelled)) {
        job.cancel();
      }
    }
  }
}
