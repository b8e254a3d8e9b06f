package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.cli.Prompt.Run;
import dev.migratedeploy.verdict.ExitCode;
import java.nio.file.Path;
import java.util.Arrays;
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
        .contains(
            Arrays.stream(ExitCode.values())
                .map(code -> "  " + code.number() + "   " + code.meaning())
                .toArray(String[]::new))
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
  @ValueSource(strings = {"--version", "-V", "plan --version", "executor run -V"})
  void theVersionIsPrinted(String arguments) {
    assertThat(prompt.run(arguments.split(" ")).exits(0).output())
        .matches("migrate-deploy \\d+\\.\\S+\\R");
  }

  @ParameterizedTest
  @CsvSource({
    "--evn staging, there is no option --evn; did you mean --env?",
    "--environment staging, there is no option --environment; did you mean --env?",
    "plan --evn=x, there is no option --evn; did you mean --env?",
    "plan --al, there is no option --al; did you mean --all?",
    "plan --frobnicate, there is no option --frobnicate",
    "deploy -outOfOrder=true, there is no option -outOfOrder; arguments for Flyway are given after"
        + " --",
    "deploy -validateOnMigrate=false, there is no option -validateOnMigrate; arguments for Flyway"
        + " are given after --",
    "depoly --env x, there is no command depoly; did you mean deploy?",
    "help depoly, there is no command depoly; did you mean deploy?",
    "deploy foo, there is one word too many: foo",
    "--env, --env needs a value: NAME",
    "--env --quiet, --env needs a value: NAME",
    "--env a --env b, --env is given more than once",
    "'--if-running soon --env a', '--if-running: expected one of auto, wait, attach, fail, found \"soon\"'",
    "--force=maybe --env a, '--force: expected true or false, found \"maybe\"'",
    "executor run script, STAGE is missing",
    "executor, 'executor takes one of config, prepare, run, cleanup'",
  })
  void aMistakeIsNamedInWordsOfThisTool(String arguments, String said) {
    Run run = prompt.run(arguments.split(" ")).exits(2);

    assertThat(run.output()).contains("Result   REFUSED  " + said + "\n");
    assertThat(run.output()).doesNotContain("Unmatched", "at index", "Unknown option", "null");
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    Run run = prompt.run("info", "--evn", "x", "--timeout=soon", "--force").exits(2);

    assertThat(run.output())
        .contains("there is no option --evn; did you mean --env?")
        .contains("--timeout: expected a duration", "found \"soon\"")
        .contains("--force does nothing with info");
  }

  @Test
  void aWrongVariableIsCalledByItsName() {
    prompt.with("MIGRATE_DEPLOY_TIMEOUT", "soon");

    assertThat(prompt.run("--env", "staging").exits(2).output())
        .contains("REFUSED  MIGRATE_DEPLOY_TIMEOUT: expected a duration")
        .contains("found \"soon\"")
        .doesNotContain("--timeout");
  }

  /** An option beats its variable, also one that is wrong. */
  @Test
  void aWrongVariableIsNotReadWhereTheOptionIsGiven() {
    prompt.with("MIGRATE_DEPLOY_TIMEOUT", "soon").with("MIGRATE_DEPLOY_COLOR", "blue");

    assertThat(prompt.run("--env", "x", "--timeout", "5m", "--color=never").exits(2).output())
        .doesNotContain("expected a duration", "expected one of");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--if-running WAIT", "--color Never", "--on-cancel=STOP"})
  void capitalLettersOfAChoiceDoNotMatter(String option) {
    assertThat(prompt.run(("--env nowhere " + option).split(" ")).exits(2).output())
        .doesNotContain("expected one of");
  }

  @ParameterizedTest
  @CsvSource({"help logs, logs --help", "help executor run, executor run --help", "help, --help"})
  void helpOfACommandMayBeAskedForAsWithGit(String asked, String option) {
    assertThat(prompt.run(asked.split(" ")).exits(0).output())
        .isEqualTo(prompt.run(option.split(" ")).exits(0).output());
  }

  /** Picocli gives up at the first of them, before it comes to the folder. */
  @ParameterizedTest
  @ValueSource(
      strings = {"--env --report-dir=out", "--report-dir out --frobnicate", "-x --report-dir out"})
  void theReportsOfARefusedCommandLineAreWhereTheyAreWanted(String arguments) {
    prompt.run(arguments.split(" ")).exits(2);

    assertThat(directory.resolve("out/result.json")).content().contains("\"REFUSED\"");
  }
}
