package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.cli.Prompt.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line prints of what it was given. */
class SecretsOnTheConsoleTest {
  private static final String TOKEN = "glpat-Zq8hVtR2xyz";

  private final Path directory;
  private final Prompt prompt;

  SecretsOnTheConsoleTest(@TempDir Path directory) {
    this.directory = directory;
    prompt =
        new Prompt(directory).write(Prompt.CONFIG, Prompt.SETTINGS).with("GITLAB_TOKEN", TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--password=" + TOKEN,
        "--env " + TOKEN,
        "--timeout " + TOKEN,
        "--env staging --role-arn " + TOKEN,
        TOKEN,
        "--env staging -c https://oauth2:" + TOKEN + "@gitlab.example.com/x.yml"
      })
  void anArgumentThatIsWrongIsShownWithoutTheSecret(String arguments) throws IOException {
    Run run = prompt.run((arguments + " -v").split(" ")).exits(2);

    assertThat(run.output()).doesNotContain(TOKEN);
    Path result = directory.resolve("migrate-deploy-report/result.json");
    assertThat(Files.readString(result)).doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "GITLAB_TOKEN",
    "CI_JOB_TOKEN",
    "AWS_SESSION_TOKEN",
    "CI_REGISTRY_PASSWORD",
    "HTTPS_PROXY"
  })
  void aLineBreakInAValueIsRefusedByTheName(String name) {
    prompt.with(name, "abcdefgh-12345\n");

    for (String command : new String[] {"deploy", "info", "plan", "logs", "doctor"}) {
      assertThat(prompt.run(command, "--env", "staging").exits(2).output())
          .as(command)
          .contains("could not use " + name)
          .doesNotContain("abcdefgh-12345");
    }
  }

  @Test
  void aPasswordInAnArgumentForFlywayIsNotShown() {
    Run run =
        prompt
            .with("NO_COLOR", "1")
            .run("--env", "nowhere-abc-Secret9", "--", "-password=abc-Secret9")
            .exits(2);

    assertThat(run.output()).doesNotContain("abc-Secret9");
  }
}
