package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Stage;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.support.WaitableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a defect of the tool looks like to a user. */
class UnforeseenFailureTest {
  /** The code that waits for GitLab's second try meets a defect. */
  private static final WaitableClock DEFECTIVE =
      new WaitableClock() {
        @Override
        public Instant now() {
          return Instant.EPOCH;
        }

        @Override
        public void sleep(Duration duration) {
          throw new IllegalStateException("boom\nand a second line");
        }
      };

  private final Path directory;

  UnforeseenFailureTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void project() throws IOException {
    Files.createDirectories(directory.resolve("db-migrations/scripts"));
    Files.writeString(directory.resolve("db-migrations/scripts/V1__a.sql"), "SELECT 1;");
    Files.writeString(
        directory.resolve("db-migrations/migrate-deploy.yml"), Stage.plainSettings("staging"));
  }

  @Test
  void beforeAnythingWasStartedItIsOneLineAndRefused() throws IOException {
    String output = run(2, "--env", "staging");

    assertThat(output)
        .contains("REFUSED  migrate-deploy itself failed: IllegalStateException: boom and a second")
        .contains("nothing was started")
        .contains("report it as an issue of the migrate-deploy project")
        .doesNotContain("\tat ");
    assertThat(Files.readString(directory.resolve("migrate-deploy-report/result.json")))
        .contains("migrate-deploy itself failed");
    assertThat(directory.resolve("migrate-deploy-report/junit.xml")).exists();
  }

  @Test
  void theStackTraceIsForWhoAsksForIt() {
    assertThat(run(2, "--env", "staging", "-v"))
        .contains("\tat dev.migratedeploy")
        .contains("Next ");
  }

  private String run(int exitCode, String... arguments) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Map<String, String> variables =
        Map.of(
            "CI_API_V4_URL", "http://127.0.0.1:1/api/v4",
            "CI_PROJECT_ID", "7",
            "CI_COMMIT_SHA", "a".repeat(40),
            "CI_JOB_TOKEN", "token",
            "AWS_REGION", "eu-west-1",
            "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
            "FLYWAY_BASE_IMAGE", "127.0.0.1:1/flyway",
            "FLYWAY_REPOSITORY", "127.0.0.1:1/ours");
    int code =
        CommandLineApp.run(
            List.of(arguments),
            new CliEnvironment(
                variables,
                directory,
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new Cancellation(DEFECTIVE),
                DEFECTIVE));
    String output = printed.toString(StandardCharsets.UTF_8);
    assertThat(code).as(output).isEqualTo(exitCode);
    return output;
  }
}
