package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.ToolProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL at twenty moments and more of a deploy, and the same job again: the database is migrated
 * once, the second job tells the whole log and the verdict, and nothing is left.
 */
class KillIT {
  private static final KillCloud CLOUD = new KillCloud();

  private final Path temporary;

  KillIT(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  @AfterAll
  static void close() {
    CLOUD.close();
  }

  static Stream<Arguments> moments() {
    // GitLab runs a retried job under a number of its own; a Runner may run the same one again.
    boolean both = Boolean.getBoolean("kill.both");
    int[] number = {0};
    return KillMoment.all().stream()
        .flatMap(
            moment -> {
              boolean even = number[0]++ % 2 == 0;
              return Stream.of(true, false)
                  .filter(same -> both || same == even)
                  .map(same -> Arguments.of(moment, same ? "the same job" : "a retried job"));
            });
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("moments")
  void theSameJobAgainCompletesWhatAKilledOneBegan(KillMoment moment, String again)
      throws IOException {
    KillCloud.Job job = CLOUD.job();
    ToolProcess.Result killed = CLOUD.kill(job, moment, temporary);
    assertThat(killed.exitCode()).as(moment + "\n" + killed.output()).isEqualTo(137);

    boolean same = again.equals("the same job");
    check(same ? job : CLOUD.retried(job), !same && moment.leavesARevision() ? 2 : 1);
  }

  /** While the report files are written: a reader of a named pipe holds it there. */
  @Test
  void killedBetweenTheVerdictAndItsReports() throws Exception {
    KillCloud.Job job = CLOUD.job();
    Path reports = Files.createDirectories(job.directory().resolve("migrate-deploy-report"));
    new ProcessBuilder("mkfifo", reports.resolve("junit.xml").toString()).start().waitFor();

    var tool = CLOUD.launch(job, temporary);
    try (var pipe = Files.newInputStream(reports.resolve("junit.xml"))) {
      tool.killed();
    }

    assertThat(tool.result().exitCode()).isEqualTo(137);
    check(CLOUD.retried(job), 1);
  }

  @Test
  void killedWhenTheVerdictIsPrinted() throws IOException {
    KillCloud.Job job = CLOUD.job();

    CLOUD.launch(job, temporary).awaitLine("Result").killed();

    check(CLOUD.retried(job), 1);
  }

  @Test
  void killedWithItsFirstLine() throws IOException {
    KillCloud.Job job = CLOUD.job();

    CLOUD.launch(job, temporary).awaitLine("shop/orders").killed();

    check(job, 1);
  }

  private void check(KillCloud.Job job, int revisions) throws IOException {
    ToolProcess.Result second = CLOUD.run(job, temporary);
    assertThat(second.exitCode()).as(second.output()).isZero();
    assertThat(second.output()).contains("APPLIED  1 script").contains("Log complete");
    CountedMigrations.LOG.forEach(line -> assertThat(second.output()).contains(line));
    ToolProcess.Result third = CLOUD.run(CLOUD.retried(job), temporary);
    assertThat(third.exitCode()).as(third.output()).isZero();

    assertThat(CLOUD.migrations().of(job.environment())).isEqualTo(1);
    assertThat(CLOUD.migrations().overlaps()).isEmpty();
    assertThat(CLOUD.revisions(job)).as("the template and ours").isEqualTo(1 + revisions);
    assertThat(CLOUD.tasks(job)).hasSize(1);
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.filter(path -> !path.endsWith("hsperfdata_root"))).isEmpty();
    }
  }
}
