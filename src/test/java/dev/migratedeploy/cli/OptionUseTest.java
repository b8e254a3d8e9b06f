package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.cli.Prompt.Run;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Each command lists and accepts the options that it does something with. */
class OptionUseTest {
  private final Prompt prompt;

  OptionUseTest(@TempDir Path directory) {
    prompt = new Prompt(directory).write(Prompt.CONFIG, Prompt.SETTINGS);
  }

  @ParameterizedTest
  @CsvSource({
    "logs, --force --since --dry-run --if-running --all",
    "doctor, --force --since --dry-run --if-running --timeout --on-cancel --report-dir",
    "init, --force --since --if-running --timeout --on-cancel --report-dir --role-arn",
    "rehearse, --role-arn --force --dry-run --on-cancel --if-running --all --as-planned",
    "info, --force --since",
    "validate, --force --since",
    "completion, --env --force --timeout --report-dir",
    "executor, --env --force --timeout --report-dir --config",
    "executor run, --env --force --timeout --report-dir --config",
  })
  void helpDoesNotListWhatACommandDoesNotHear(String command, String options) {
    String help = help(command);

    for (String option : options.split(" ", -1)) {
      assertThat(help).doesNotContainPattern(option + "\\b[= ]");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "deploy, --since --force --dry-run --timeout --on-cancel --if-running --report-dir --json",
    "plan, --since --force --dry-run --timeout --on-cancel --if-running --report-dir --json --all",
    "rehearse, --target --database --database-user --since --timeout --report-dir --json --env"
        + " --config",
    "repair, --dry-run --timeout --on-cancel --if-running --report-dir --role-arn",
    "logs, --timeout --on-cancel --report-dir --role-arn --env --config --color --quiet",
    "doctor, --env --config --role-arn --json --color --quiet --verbose",
    "init, --env --config --dry-run --color --quiet",
    "executor run, --policy --state-dir",
  })
  void helpListsWhatACommandHears(String command, String options) {
    String help = help(command);

    for (String option : options.split(" ", -1)) {
      assertThat(help).contains(option);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logs --since abc --env staging",
        "--since abc logs --env staging",
        "--since=abc logs --env staging",
        "--env staging info --since abc"
      })
  void anOptionOfAnotherCommandIsRefusedWithTheCommandsThatItWorksWith(String arguments) {
    Run run = prompt.run(arguments.split(" ")).exits(2);

    assertThat(run.output())
        .containsPattern(
            "REFUSED  --since does nothing with (logs|info): it works with deploy, plan, rehearse"
                + " and history\\R")
        .containsPattern("Next     migrate-deploy (logs|info) --help");
  }

  /** A pipeline sets it for its deploys; the other commands of the same pipeline go on. */
  @Test
  void aVariableForAnotherCommandIsNoMistake() {
    prompt.with("MIGRATE_DEPLOY_FORCE", "true").with("MIGRATE_DEPLOY_IF_RUNNING", "nonsense");

    assertThat(prompt.run("doctor", "--env", "nowhere").exits(2).output())
        .doesNotContain("MIGRATE_DEPLOY_", "--force", "--if-running");
  }

  @ParameterizedTest
  @ValueSource(strings = {"logs --env staging a -- b", "doctor -- b", "init -- b"})
  void argumentsForFlywayAreRefusedWhereNoTaskIsStarted(String arguments) {
    assertThat(prompt.run(arguments.split(" ")).exits(2).output())
        .contains("REFUSED  there is one word too many: b");
  }

  /** Picocli breaks lines at the 80th column; half a command cannot be pasted. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "deploy",
        "plan",
        "rehearse",
        "info",
        "validate",
        "repair",
        "logs",
        "fleet",
        "history",
        "doctor",
        "init",
        "help",
        "completion",
        "executor",
        "executor config",
        "executor prepare",
        "executor run",
        "executor cleanup"
      })
  void anExampleIsNotBroken(String command) {
    CommandLine described = new CommandLine(new RootCommand());
    for (String name : command.isEmpty() ? new String[0] : command.split(" ")) {
      described = Objects.requireNonNull(described.getSubcommands().get(name), name);
    }
    String help = help(command);

    assertThat(described.getCommandSpec().usageMessage().footer())
        .allSatisfy(line -> assertThat(help.lines()).contains(line));
  }

  private String help(String command) {
    return prompt.run((command + " --help").strip().split(" ")).exits(0).output();
  }
}
