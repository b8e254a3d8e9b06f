package dev.migratedeploy.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.task.StormDice;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/**
 * A thousand databases and five thousand against the published rates of AWS, which count every call
 * that comes too early. On a virtual clock: no time of this machine's is asserted.
 */
class FleetReachTest {
  private static final int START_UP = 20_000;
  private static final int PER_TARGET = 12_000;

  @Test
  void ofAThousandDatabasesNoCallIsThrottledAndTheTimeIsThatOfTheQuotas() {
    List<String> table = new ArrayList<>();
    table.add(
        "%9s %8s %8s %9s %9s %7s  %s"
            .formatted("databases", "per-task", "parallel", "bound", "time", "ratio", "calls"));
    table.add(row(1_000, 1, 400));
    table.add(row(1_000, 20, 40));
    System.out.println(String.join("\n", table));
  }

  /** The same; what is kept of the fleet, and the cloud that the test makes, has room in 256 MB. */
  @Test
  void fiveThousandDatabasesHaveRoomInASmallHeap() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FleetReachTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(output).isZero();
    System.out.println(output);
  }

  /** For a JVM of its own. */
  public static void main(String[] arguments) {
    System.out.println(row(5_000, 1, 400));
    System.out.println(row(5_000, 20, 40));
  }

  private static String row(int databases, int perTask, int parallel) {
    Quotas quotas = Quotas.published();
    ModelCloud cloud =
        new ModelCloud(
            new StormDice(1), ModelTask.Weather.calm(START_UP, PER_TARGET), ModelCloud.Calls.CALM);
    SteadyClock clock = new SteadyClock();
    Targets targets =
        FleetRunTest.targets(databases, perTask, parallel, Map.of("host", parallel), 0);
    FleetJob job =
        new FleetJob(
            "8841",
            targets,
            new FleetJob.Options(
                false,
                Duration.ofDays(2),
                FleetJob.Options.USUAL.onCancel(),
                FleetJob.Options.USUAL.ifRunning()));
    Verdict verdict = job.run(cloud, clock, quotas);
    assertThat(verdict.kind()).as("%s", verdict).isEqualTo(Verdict.Kind.APPLIED);
    assertThat(job.ended()).hasSize(databases);
    assertThat(quotas.throttled()).as("throttled of %s", quotas.calls()).isZero();
    double bound = bound(cloud.tasks(), parallel);
    double ratio = job.over() / bound;
    assertThat(ratio).as("time %d of %f", job.over(), bound).isLessThanOrEqualTo(1.2);
    return String.format(
        Locale.ROOT,
        "%,9d %8d %8d %7.0f s %7.0f s %7.2f  %s",
        databases,
        perTask,
        parallel,
        bound / 1_000,
        job.over() / 1_000.0,
        ratio,
        quotas.calls());
  }

  /**
   * What nobody can be faster than who starts these tasks in this order: each as soon as Fargate
   * takes it (100 at once, then 20 a second) and, of so many at once, one before it has ended.
   */
  private static double bound(List<ModelTask> tasks, int parallel) {
    PriorityQueue<Double> slots = new PriorityQueue<>();
    double last = 0;
    for (int task = 0; task < tasks.size(); task++) {
      double launch = Math.max(0, task - 99) * 1_000.0 / 20;
      double slot = slots.size() < parallel ? 0 : slots.remove();
      double end = Math.max(launch, slot) + tasks.get(task).ended() - tasks.get(task).created();
      slots.add(end);
      last = Math.max(last, end);
    }
    return last;
  }

  /** Time passes at once; that it is waited for often is no mistake here. */
  static final class SteadyClock implements WaitableClock {
    private Instant now = ModelTask.instant(0);

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void sleep(Duration duration) {
      now = now.plus(duration);
    }
  }
}
