package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.cli.Prompt.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  private final Path directory;
  private final Prompt prompt;

  UsageTest(@TempDir Path directory) {
    this.directory = directory;
    prompt = new Prompt(directory);
  }

  @ParameterizedTest
  @CsvSource({"--enviroment, --env", "--timout, --timeout", "--dryrun, --dry-run"})
  void anOptionThatDoesNotExistIsRefusedWithOneThatDoes(String wrong, String meant) {
    Run run = prompt.run(wrong, "x").exits(2);

    assertThat(run.lines().get(0)).startsWith("Result   REFUSED").contains(wrong);
    assertThat(run.output()).contains("did you mean").contains(meant);
    assertThat(run.lines().get(run.lines().size() - 1)).startsWith("Next").contains("--help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--x\u001b[2K", "--x\rResult   APPLIED", "--x\nResult   APPLIED"})
  void whatAWordDoesToATerminalIsShownAsText(String word) {
    Run run = prompt.run(word).exits(2);

    assertThat(run.output()).doesNotContain("\u001b", "\r");
    assertThat(run.lines()).noneMatch(line -> line.startsWith("Result   APPLIED"));
  }

  @Test
  void aWordIsNoFileOfWords() {
    prompt.write("words", "--help");

    assertThat(prompt.run("@" + directory.resolve("words")).exits(2).output())
        .contains("REFUSED")
        .contains("words");
  }

  @Test
  void aStrayWordIsRefused() {
    Run run = prompt.run("--env", "staging", "staging").exits(2);

    assertThat(run.lines().get(0)).contains("REFUSED").contains("staging");
  }

  @Test
  void anOptionWithoutItsValueIsRefused() {
    assertThat(prompt.run("--env").exits(2).output()).contains("REFUSED").contains("--env");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soon", "0s", "-5m", "30", "", "1h 30m", "99999999999h", "1e9s", "744h1s"})
  void aTimeoutThatIsNoneSaysWhatIsAccepted(String timeout) {
    Run run = prompt.run("--env", "staging", "--timeout=" + timeout).exits(2);

    assertThat(run.output()).contains("--timeout").contains("90s, 30m, 1h30m or PT30M, found");
    assertThat(run.output()).doesNotContain("Exception");
  }

  @Test
  void aColourThatIsNoneSaysWhatIsAccepted() {
    assertThat(prompt.run("--color", "blue").exits(2).output())
        .contains("--color")
        .contains("auto, always, never");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void helpIsNoFailure(String option) {
    Run run = prompt.run(option).exits(0);

    assertThat(run.output())
        .contains("Usage: migrate-deploy")
        .contains("--env")
        .contains("--report-dir")
        .contains("Exit codes:")
        .contains("4   unknown")
        .contains("Examples:");
  }

  @Test
  void helpForTheCommandIsNoFailureEither() {
    assertThat(prompt.run("deploy", "--help").exits(0).output()).contains("--env");
  }

  /** A job may keep the version of the tool that it wants in a variable of such a name. */
  @Test
  void aVariableAsksForNoHelp() {
    prompt.with("MIGRATE_DEPLOY_VERSION", "1.2.3").with("MIGRATE_DEPLOY_HELP", "true");

    assertThat(prompt.run().exits(2).output()).contains("no environment was named");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void theVersionIsPrinted(String option) {
    assertThat(prompt.run(option).exits(0).output()).matches("migrate-deploy \\d+\\.\\S+\\R");
  }
}
