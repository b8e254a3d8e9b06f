package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {
  private final Path directory;
  private final Prompt prompt;

  CompletionTest(@TempDir Path directory) {
    this.directory = directory;
    this.prompt = new Prompt(directory);
  }

  @ParameterizedTest
  @EnabledIf(value = "bashIsThere", disabledReason = "there is no /bin/bash")
  @CsvSource({
    "'do', doctor",
    "'doctor --js', --json",
    "'deploy --on-cancel s', stop",
    "'--color al', always",
    "'init --over', --overwrite",
    "'executor p', prepare"
  })
  void bashCompletesWithIt(String typed, String completed) throws Exception {
    assertThat(complete(typed)).contains(completed);
  }

  /** The names are those of the project in which the word is completed. */
  @ParameterizedTest
  @EnabledIf(value = "bashIsThere", disabledReason = "there is no /bin/bash")
  @CsvSource({
    "'deploy --env s', staging",
    "'--env pro', production",
    "'plan -e ', staging production",
    "'logs -c other.yml --env ', elsewhere",
    "'logs -c none.yml --env ', ''",
  })
  void bashCompletesTheNamesOfEnvironments(String typed, String completed) throws Exception {
    prompt
        .write(Prompt.CONFIG, Prompt.SETTINGS)
        .write(
            "other.yml",
            Prompt.SETTINGS.replace("  staging:", "  elsewhere:").replaceAll("  prod.*\n", ""));
    for (String config : List.of(Prompt.CONFIG, "other.yml", "none.yml")) {
      String names = prompt.run("completion", "--environments", "-c", config).exits(0).output();
      prompt.write("names-of-" + config.replace('/', '-'), names);
    }
    // In the place of the tool, whose start would be another test.
    prompt.write(
        "bin/migrate-deploy",
        "#!/bin/sh\nconfig=${4:-"
            + Prompt.CONFIG
            + "}\ncat '"
            + directory
            + "/names-of-'$(echo $config | tr / -)\n");
    assertThat(directory.resolve("bin/migrate-deploy").toFile().setExecutable(true)).isTrue();

    // compopt complains that no shell is completing.
    assertThat(complete(typed).lines().filter(line -> !line.contains("compopt")))
        .containsExactly(completed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"deploy", "info", "validate", "repair", "logs", "fleet", "doctor", "init"})
  void everyCommandsHelpHasAnExample(String command) {
    assertThat(prompt.run(command, "--help").exits(0).output())
        .containsPattern("Examples?:\\R +migrate-deploy");
  }

  @Test
  void theHelpListsEveryCommand() {
    assertThat(prompt.run("--help").exits(0).output())
        .contains("doctor")
        .contains("init")
        .contains("completion");
  }

  private String complete(String typed) throws IOException, InterruptedException {
    Path script = directory.resolve("completion");
    Files.writeString(script, prompt.run("completion").exits(0).output());
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "PATH='"
                    + directory
                    + "/bin':$PATH; . '"
                    + script
                    + "'; COMP_WORDS=(migrate-deploy "
                    + (typed.endsWith(" ") ? typed + "''" : typed)
                    + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=\"${COMP_WORDS[*]}\";"
                    + " COMP_POINT=${#COMP_LINE}; _complete_migrate-deploy; echo"
                    + " \"${COMPREPLY[@]}\"")
            .redirectErrorStream(true)
            .start();
    String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(printed).isZero();
    return printed;
  }

  static boolean bashIsThere() {
    return Files.isExecutable(Path.of("/bin/bash"));
  }
}
