package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.IfRunning;
import dev.migratedeploy.deploy.request.RunOptions;
import dev.migratedeploy.deploy.task.SharedEcs.SharedTask;
import dev.migratedeploy.deploy.task.SharedEcs.Times;
import dev.migratedeploy.image.Delivery;
import dev.migratedeploy.image.PreparedImage;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jobs of one environment that start in the same moment, without a resource group. {@code
 * -Datonce.rounds=N} runs more interleavings of them.
 */
class SimultaneousStartIT {
  private static final int ROUNDS = Integer.getInteger("atonce.rounds", 400);

  /** A task takes longer to begin than ECS takes to list it, as on Fargate. */
  private static final Times FARGATE =
      new Times(Duration.ofSeconds(3), Duration.ofSeconds(6), Duration.ofSeconds(40));

  /** A task may begin before anybody can see it. */
  private static final Times AT_ONCE =
      new Times(Duration.ofSeconds(5), Duration.ofMillis(600), Duration.ofSeconds(10));

  private record Round(SharedEcs ecs, List<Verdict> verdicts) {}

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void twoContainersNeverRunAtOnce(int jobs) {
    int yielded = 0;
    for (long seed = 0; seed < ROUNDS; seed++) {
      Round round = round(seed, jobs, FARGATE, job -> image(job));
      check(seed, round);
      for (SharedTask one : round.ecs().tasks()) {
        for (SharedTask other : round.ecs().tasks()) {
          assertThat(one != other && one.overlaps(other))
              .as("two at once, seed %d", seed)
              .isFalse();
        }
      }
      assertThat(round.ecs().tasks().stream().filter(SharedTask::hasRun))
          .as("each image ran, seed %d", seed)
          .hasSize(jobs);
      yielded += round.ecs().tasks().size() - jobs;
    }
    assertThat(yielded).as("tasks that let another go first").isGreaterThan(ROUNDS / 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void jobsWithTheSameWorkShareOneTask(int jobs) {
    int stopped = 0;
    for (long seed = 0; seed < ROUNDS; seed++) {
      Round round = round(seed, jobs, FARGATE, job -> image(0));
      check(seed, round);
      assertThat(round.ecs().tasks().stream().filter(SharedTask::hasRun))
          .as("one task, seed %d", seed)
          .hasSize(1);
      stopped += round.ecs().tasks().size() - 1;
    }
    assertThat(stopped).as("tasks that let another go first").isGreaterThan(ROUNDS / 4);
  }

  @Test
  void aTaskThatBeginsBeforeItCanBeSeenIsLeftAlone() {
    int together = 0;
    for (long seed = 0; seed < ROUNDS; seed++) {
      Round round = round(seed, 3, AT_ONCE, job -> image(job));
      check(seed, round);
      together +=
          round.ecs().tasks().stream()
                  .anyMatch(
                      one ->
                          round.ecs().tasks().stream()
                              .anyMatch(other -> one != other && one.overlaps(other)))
              ? 1
              : 0;
    }
    assertThat(together).as("what nobody could see").isPositive();
  }

  private static void check(long seed, Round round) {
    assertThat(round.ecs().wrongs()).as("seed %d", seed).isEmpty();
    assertThat(round.verdicts())
        .as("seed %d", seed)
        .allSatisfy(verdict -> assertThat(verdict.title()).isEqualTo("APPLIED"));
  }

  private static Round round(long seed, int jobs, Times times, IntFunction<PublishedImage> image) {
    Random random = new Random(seed);
    SharedEcs ecs = new SharedEcs(random, times);
    Interleaving all = new Interleaving();
    List<Verdict> verdicts = new ArrayList<>();
    int spread = 1 + random.nextInt(6_000);
    for (int number = 0; number < jobs; number++) {
      String id = Integer.toString(8841 + number);
      PublishedImage published = image.apply(number);
      all.add(
          Duration.ofMillis(random.nextInt(spread)),
          job -> verdicts.add(run(ecs, job, id, published)));
    }
    try {
      all.run();
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
    return new Round(ecs, verdicts);
  }

  private static Verdict run(SharedEcs ecs, Interleaving.Job job, String id, PublishedImage image) {
    DeployListener listener = event -> {};
    Cancellation cancellation = new Cancellation(job);
    Tasks tasks = ecs.usedBy(job);
    TaskFollower follower =
        new TaskFollower(
            tasks,
            (task, destination) -> token -> ecs.log(task, job, token),
            listener,
            job,
            cancellation);
    try {
      return new MigrationRun(tasks, follower, listener, job, cancellation)
          .run(request(id), PlainTemplate.of("flyway"), planned(image))
          .verdict();
    } catch (ProblemException e) {
      return Verdict.of(e);
    }
  }

  private static DeployRequest request(String job) {
    DeployRequest sample = SampleDeploy.request();
    return new DeployRequest(
        SampleDeploy.ci("shop/orders", job),
        sample.environment(),
        sample.image(),
        sample.scripts(),
        List.of(),
        new RunOptions(
            Optional.empty(),
            false,
            false,
            Duration.ofMinutes(30),
            CancelPolicy.FINISH,
            IfRunning.AUTO,
            List.of()),
        sample.inquiry());
  }

  private static PublishedImage image(int number) {
    String digest = "sha256:" + Integer.toHexString(number).repeat(64);
    return new PublishedImage(
        "registry.example.com/flyway",
        "m-" + number,
        digest,
        new Delivery.Pushed(4_096, new Delivery.BaseLayers.There()));
  }

  private static PreparedImage planned(PublishedImage image) {
    return new PreparedImage() {
      @Override
      public String repository() {
        return image.repository();
      }

      @Override
      public String tag() {
        return image.tag();
      }

      @Override
      public Optional<String> digest() {
        return Optional.of(image.digest());
      }

      @Override
      public PublishedImage publish() {
        return image;
      }
    };
  }
}
