package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.support.WaitableClock;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a job's page says that its report is. */
class ReportAddressTest {
  private static final Map<String, String> JOB =
      Map.of(
          "GITLAB_CI",
          "true",
          "CI_PROJECT_DIR",
          "/builds/shop",
          "CI_JOB_URL",
          "https://gitlab.example.com/shop/-/jobs/8841");

  @Test
  void itIsAmongTheJobsArtifactsByItsPathInTheCheckout() {
    assertThat(at("/builds/shop/sub", JOB).reportPage(Path.of("reports/eu prod")))
        .contains(
            "https://gitlab.example.com/shop/-/jobs/8841/artifacts/file/sub/reports/eu%20prod"
                + "/report.html");
  }

  @Test
  void outsideOfTheCheckoutItIsNoArtifact() {
    assertThat(at("/builds/shop", JOB).reportPage(Path.of("/tmp/reports"))).isEmpty();
    assertThat(at("/builds/shop", JOB).reportPage(Path.of("../reports"))).isEmpty();
  }

  @Test
  void onALaptopThereIsNone() {
    assertThat(at("/home/ann/shop", Map.of()).reportPage(Path.of("reports"))).isEmpty();
  }

  private static CliEnvironment at(String directory, Map<String, String> variables) {
    WaitableClock clock = WaitableClock.system();
    return new CliEnvironment(
        variables,
        Path.of(directory),
        new PrintStream(OutputStream.nullOutputStream()),
        new Cancellation(clock),
        clock);
  }
}
