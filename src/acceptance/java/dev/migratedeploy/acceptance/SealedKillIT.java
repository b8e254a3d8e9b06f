package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.acceptance.runner.Driver;
import dev.migratedeploy.acceptance.runner.LocalRunner;
import dev.migratedeploy.acceptance.runner.StageOutcome;
import dev.migratedeploy.acceptance.runner.StageOutcome.Status;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.gitlab.PickedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL at twenty moments and more of the custom executor, the Runner's own cleanup, and the same
 * job or a retried one: the database is migrated once, and nothing is left on the runner's disk.
 */
class SealedKillIT {
  private static final KillCloud CLOUD = new KillCloud();
  private static final String NAME = "migrate";

  private final Path host;

  SealedKillIT(@TempDir Path host) throws IOException {
    this.host = host;
    Files.createDirectory(temporary());
  }

  @AfterAll
  static void close() {
    CLOUD.close();
  }

  static Stream<Arguments> moments() {
    List<KillMoment> moments = SealedKillMoments.ofRun();
    return IntStream.range(0, moments.size())
        .mapToObj(
            number ->
                Arguments.of(
                    moments.get(number), number % 2 == 0 ? "the same job" : "a retried job"));
  }

  static Stream<KillMoment> momentsOfPrepare() {
    return SealedKillMoments.ofPrepare().stream();
  }

  /** The Runner itself prepares a job three times. */
  @ParameterizedTest
  @MethodSource("momentsOfPrepare")
  void aKilledPreparationIsDoneAgain(KillMoment moment) throws IOException {
    KillCloud.Job job = job();
    AtomicInteger kills = new AtomicInteger();

    StageOutcome outcome = run(job, pick(job), killing("prepare", moment, kills));

    assertThat(kills).hasValue(1);
    assertThat(outcome.calls())
        .startsWith("config", "prepare", "cleanup", "config", "prepare", "run prepare_script");
    assertMigratedOnce(job, outcome);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("moments")
  void theSameJobAgainCompletesWhatAKilledDriverBegan(KillMoment moment, String again)
      throws IOException {
    KillCloud.Job job = job();
    PickedJob picked = pick(job);
    AtomicInteger kills = new AtomicInteger();

    StageOutcome killed = run(job, picked, killing("build_script", moment, kills));
    assertThat(kills).hasValue(1);
    assertThat(killed.status()).as(killed.log()).isEqualTo(Status.SYSTEM_FAILURE);
    assertThat(killed.calls()).last().isEqualTo("cleanup");
    assertNothingLeft();

    PickedJob next = again.equals("the same job") ? picked : pick(job);
    assertMigratedOnce(job, run(job, next, Driver.inProcess()));
  }

  private void assertMigratedOnce(KillCloud.Job job, StageOutcome outcome) {
    assertThat(outcome.status()).as(outcome.log()).isEqualTo(Status.SUCCESS);
    String log = outcome.log().replaceAll("\u001b\\[[0-9;]*[mK]", "");
    assertThat(log).contains("APPLIED  1 script").contains("Log complete");
    CountedMigrations.LOG.forEach(line -> assertThat(log).contains(line));
    assertThat(CLOUD.migrations().of(job.environment())).isEqualTo(1);
    assertThat(CLOUD.migrations().overlaps()).isEmpty();
    assertThat(CLOUD.tasks(job)).hasSize(1);
    assertNothingLeft();
  }

  private void assertNothingLeft() {
    assertThat(host.resolve("state")).isEmptyDirectory();
    assertThat(temporary()).isEmptyDirectory();
  }

  /** Kills the first process of a stage at a moment; every other one works in peace. */
  private static Driver killing(String stage, KillMoment moment, AtomicInteger kills) {
    Driver others = Driver.inProcess();
    return (directory, variables, arguments) -> {
      if (!arguments.contains(stage) || kills.get() > 0) {
        return others.run(directory, variables, arguments);
      }
      Map<String, String> own = new TreeMap<>(variables);
      // As the manual's wrapper has it.
      own.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + variables.get("TMPDIR"));
      ToolProcess.Result killed =
          CLOUD.kill(moment, () -> ToolProcess.launch(directory, own, arguments));
      assertThat(killed.exitCode()).as(moment + "\n" + killed.output()).isEqualTo(137);
      kills.incrementAndGet();
      return killed;
    };
  }

  private StageOutcome run(KillCloud.Job job, PickedJob picked, Driver driver) {
    Map<String, String> variables = new TreeMap<>(job.variables());
    variables.keySet().removeIf(name -> name.matches("(CI|GITLAB|FLYWAY|MIGRATE_DEPLOY)(_.*)?"));
    variables.put("HOME", host.toString());
    return new LocalRunner(
            driver,
            variables,
            List.of(
                "--policy",
                host.resolve("policy.yml").toString(),
                "--state-dir",
                host.resolve("state").toString()),
            temporary())
        .run(picked);
  }

  private KillCloud.Job job() throws IOException {
    KillCloud.Job job = CLOUD.job(environment -> "environments: {%s: {}}\n".formatted(environment));
    Path policy = Files.writeString(host.resolve("policy.yml"), policy(job));
    Files.setPosixFilePermissions(policy, PosixFilePermissions.fromString("rw-r--r--"));
    return job;
  }

  private static PickedJob pick(KillCloud.Job job) {
    PickedJob picked = CLOUD.gitLab().pick(job.sha(), job.environment(), NAME);
    return picked.variable(
        "MIGRATE_DEPLOY_ID_TOKEN",
        CLOUD
            .gitLab()
            .openId()
            .sign(picked.claims("migrate-deploy", job.environment(), Instant.now())));
  }

  private Path temporary() {
    return host.resolve("tmp");
  }

  private static String policy(KillCloud.Job job) {
    return """
        gitlab: %1$s
        audience: migrate-deploy
        projects:
          shop/orders:
            id: 42
            environments:
              %2$s:
                branches: [main]
                image: {base: "%3$s", repository: "%4$s"}
                task:
                  cluster: %2$s
                  task-definition: flyway-%2$s
                  subnets: [subnet-0a1b2c3d]
                  security-groups: [sg-0c2d4e6f]
        """
        .formatted(
            CLOUD.gitLab().uri(),
            job.environment(),
            job.variables().get("FLYWAY_BASE_IMAGE"),
            job.variables().get("FLYWAY_REPOSITORY"));
  }
}
