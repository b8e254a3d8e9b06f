package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.cli.Prompt.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that end before anything outside was asked. */
class RefusedRunTest {
  private final Prompt prompt;
  private final Path directory;

  RefusedRunTest(@TempDir Path directory) {
    this.directory = directory;
    prompt = new Prompt(directory);
  }

  @Test
  void anEnvironmentHasToBeNamed() {
    Run run = prompt.write(Prompt.CONFIG, Prompt.SETTINGS).run().exits(2);

    assertThat(run.output()).contains("REFUSED  no environment was named");
    assertThat(last(run)).startsWith("Next").contains("--env NAME").contains("MIGRATE_DEPLOY_ENV");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--env=nowhere", "deploy --env nowhere", "--env nowhere deploy", "-e nowhere"})
  void anEnvironmentThatTheSettingsDoNotHaveIsRefused(String arguments) {
    Run run = prompt.write(Prompt.CONFIG, Prompt.SETTINGS).run(arguments.split(" ")).exits(2);

    assertThat(run.output()).contains("nowhere").contains("staging, production");
  }

  @Test
  void aVariableNamesTheEnvironmentAndAnOptionBeatsIt() {
    prompt.write(Prompt.CONFIG, Prompt.SETTINGS).with("MIGRATE_DEPLOY_ENV", "elsewhere");

    assertThat(prompt.run().exits(2).output()).contains("elsewhere");
    assertThat(prompt.run("--env", "nowhere").exits(2).output())
        .contains("nowhere")
        .doesNotContain("elsewhere");
  }

  @Test
  void settingsThatAreMissingAreNamed() {
    Run run = prompt.run("--env", "staging").exits(2);

    assertThat(run.output()).contains("REFUSED").contains(Prompt.CONFIG);
    assertThat(last(run)).startsWith("Next");
  }

  @Test
  void anotherFileMayHoldTheSettings() {
    Run run =
        prompt.write("other.yml", "image: 5").run("--env=staging", "-c", "other.yml").exits(2);

    assertThat(run.output()).contains("other.yml").doesNotContain(Prompt.CONFIG);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    prompt.write(
        Prompt.CONFIG,
        Prompt.SETTINGS
            .replace("cluster: staging", "clutser: staging")
            .replace("flyway/flyway:12", "https://flyway"));

    Run run = prompt.run("--env", "staging").exits(2);

    assertThat(run.output()).contains("clutser").contains("image.base").contains("3 problems");
    assertThat(last(run)).startsWith("Next");
  }

  @Test
  void everyVariableThatGitLabDidNotSetIsNamedAtOnce() {
    Run run = prompt.write(Prompt.CONFIG, Prompt.SETTINGS).run("--env", "staging").exits(2);

    assertThat(run.output())
        .contains("CI_API_V4_URL")
        .contains("CI_PROJECT_ID")
        .contains("CI_COMMIT_SHA")
        .contains("GITLAB_TOKEN");
  }

  @Test
  void argumentsBehindTheDashesAreNotOurs() {
    Run run = prompt.run("--env", "nowhere", "--", "--no-such-option", "-q", "--help").exits(2);

    assertThat(run.output()).contains(Prompt.CONFIG).doesNotContain("Unknown option");
  }

  @Test
  void theReportFilesAreThereAllTheSame() throws Exception {
    prompt.run("--env", "staging", "--report-dir", "out/report").exits(2);

    Path report = directory.resolve("out/report");
    try (Stream<Path> files = Files.list(report)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "annotations.json",
              "codequality.json",
              "deploy.env",
              "junit.xml",
              "report.html",
              "result.json",
              "task.log");
    }
    JsonNode result = new ObjectMapper().readTree(report.resolve("result.json").toFile());
    assertThat(result.toString()).contains("REFUSED").contains(Prompt.CONFIG);
    assertThat(report.resolve("deploy.env")).content().contains("REFUSED");
    assertThat(report.resolve("task.log")).isEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--no-such-option --report-dir out/here",
        "--timeout soon --report-dir=out/here",
        "--report-dir out/here --color green",
      })
  void argumentsThatCannotBeReadAreReportedWhereTheOptionSaysWhereverItStands(String arguments) {
    prompt.with("MIGRATE_DEPLOY_REPORT_DIR", "out/staging").run(arguments.split(" ")).exits(2);

    assertThat(directory.resolve("out/here/result.json")).content().contains("REFUSED");
    assertThat(directory.resolve("out/staging")).doesNotExist();
  }

  @Test
  void evenArgumentsThatCannotBeReadAreReportedWhereTheVariableSays() {
    prompt.with("MIGRATE_DEPLOY_REPORT_DIR", "out/staging").run("--no-such-option").exits(2);

    assertThat(directory.resolve("out/staging/deploy.env")).content().contains("REFUSED");
  }

  @Test
  void aReportThatCannotBeWrittenChangesNoVerdict() {
    Run run = prompt.write("taken", "a file").run("--env=staging", "--report-dir=taken").exits(2);

    assertThat(run.output()).contains("Warning: ").contains("taken").contains("REFUSED");
  }

  @Test
  void theVerdictOnArgumentsIsLastEvenIfItsReportCannotBeWritten() {
    Run run = prompt.write("taken", "a file").run("--nonsense", "--report-dir=taken").exits(2);

    assertThat(run.output()).contains("Warning: could not write");
    assertThat(last(run)).startsWith("Next ");
    assertThat(run.lines().get(run.lines().size() - 2)).startsWith("Result ");
  }

  private static String last(Run run) {
    return run.lines().get(run.lines().size() - 1);
  }
}
