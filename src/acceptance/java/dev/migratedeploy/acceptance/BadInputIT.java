package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each input that cannot work: one message, the right exit code, and nothing is changed. */
class BadInputIT extends EndToEnd {
  private static final Map<String, String> SCRIPTS =
      Map.of("V1__tea.sql", "CREATE TABLE tea (name text);");

  private int writesBefore;

  @BeforeEach
  void count() {
    writesBefore = writes();
  }

  @AfterEach
  void nothingWasChanged() {
    assertThat(writes()).as("requests that change something").isEqualTo(writesBefore);
    assertThat(applied()).isEmpty();
  }

  @Test
  void aMissingSettingsFile() {
    assertRefused(run(commit(SCRIPTS), "--config", "nowhere.yml"), "nowhere.yml", "--config FILE");
  }

  @Test
  void everyProblemOfTheSettingsAtOnce() {
    String settings =
        settings()
            .replace("cluster:", "clutser:")
            .replace("[subnet-0a1b2c3d]", "${NO_SUCH_SUBNET}")
            .concat("    assign-public-ip: maybe\n");

    assertRefused(
        run(commit(settings, SCRIPTS)),
        "migrate-deploy.yml:6",
        "clutser: unknown key",
        "the variable NO_SUCH_SUBNET is not set",
        "expected true or false");
  }

  @Test
  void anUnknownEnvironment() {
    String sha = commit(SCRIPTS);
    Project.Job job = project.prepare(sha, environment);

    assertRefused(
        tool.run(job.directory(), job.variables(), List.of("--env", "nowhere")),
        "nowhere",
        environment);
  }

  @Test
  void aMissingScriptsFolder() {
    assertRefused(run(commit(Map.of())), "db-migrations/scripts", "does not exist");
  }

  @Test
  void anEmptyScriptsFolder() {
    assertRefused(
        run(commit(Map.of(".gitkeep", ""))), "db-migrations/scripts", "there is no script in it");
  }

  @Test
  void aNameThatFlywayWouldNotAccept() {
    assertRefused(
        run(commit(Map.of("V1__tea.sql", "SELECT 1;", "V2_assam.sql", "SELECT 2;"))),
        "V2_assam.sql",
        "V2__assam.sql");
  }

  @Test
  void twoScriptsWithOneVersion() {
    assertRefused(
        run(commit(Map.of("V1__tea.sql", "SELECT 1;", "sub/V1.0__assam.sql", "SELECT 2;"))),
        "V1__tea.sql",
        "sub/V1.0__assam.sql");
  }

  @Test
  void aBaseImageThatIsNotThere() {
    String settings = settings().replace("${FLYWAY_BASE_IMAGE}", "${FLYWAY_REPOSITORY}-base:99");

    assertRefused(run(commit(settings, SCRIPTS)), "there is no base image", "image.base");
  }

  @Test
  void aRepositoryThatRefusesThePush() {
    cloud.registry().denyPush("refused");
    String repository = cloud.registry().authority() + "/refused";

    assertRefused(
        run(commit(settings().replace("${FLYWAY_REPOSITORY}", repository), SCRIPTS)),
        "could not push the image to " + repository,
        "denies access");
  }

  @Test
  void aTaskDefinitionThatDoesNotExist() {
    assertRefused(
        run(commit(settings().replace("flyway-" + environment, "no-such-family"), SCRIPTS)),
        "there is no task definition no-such-family",
        "task-definition");
  }

  @Test
  void aClusterThatDoesNotExist() {
    assertRefused(
        run(commit(settings().replace("cluster: " + environment, "cluster: nowhere"), SCRIPTS)),
        "there is no cluster nowhere");
  }

  @Test
  void aContainerThatDoesNotExist() {
    assertRefused(
        run(commit(settings() + "    container: liquibase\n", SCRIPTS)),
        "has no container liquibase",
        "one of: flyway");
  }

  @Test
  void aGitLabTokenThatIsRefused() {
    Project.Job job = project.prepare(commit(SCRIPTS), environment);
    job.variables().put("GITLAB_TOKEN", "glpat-not-a-token");

    ToolProcess.Result result =
        tool.run(job.directory(), job.variables(), List.of("--env", environment));

    assertRefused(result, "GITLAB_TOKEN", "read_api");
    assertThat(result.output()).doesNotContain("glpat-not-a-token");
  }

  @Test
  void aRegionThatNobodyNames() {
    Project.Job job = project.prepare(commit(SCRIPTS), environment);
    job.variables().remove("AWS_REGION");

    assertRefused(
        tool.run(job.directory(), job.variables(), List.of("--env", environment)),
        "the AWS region is not known",
        "AWS_REGION");
  }

  @Test
  void aFlywayConfigurationWithAPassword() {
    String sha = commit(SCRIPTS);
    Project.Job job = project.prepare(sha, environment);
    write(job.directory().resolve("db-migrations/flyway.conf"), "flyway.password=s3cret\n");

    ToolProcess.Result result =
        tool.run(job.directory(), job.variables(), List.of("--env", environment));

    assertRefused(result, "flyway.conf:1", "secrets");
    assertThat(result.output()).doesNotContain("s3cret");
  }

  private ToolProcess.Result run(String sha, String... options) {
    return deploy(sha, options);
  }

  private static void assertRefused(ToolProcess.Result result, String... said) {
    assertExit(result, 2, said);
    assertThat(result.output().lines().filter(line -> line.startsWith("Result   REFUSED")))
        .hasSize(1);
    assertThat(result.output()).contains("\nNext     ");
  }

  /** What was pushed, registered and started so far. */
  private int writes() {
    return cloud.aws().calls().count("RegisterTaskDefinition")
        + cloud.aws().calls().count("RunTask")
        + cloud.registry().tags("flyway").size();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
