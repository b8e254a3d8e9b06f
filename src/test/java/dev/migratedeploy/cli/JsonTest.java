package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.cli.Prompt.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --json}: one document on standard output, whatever happens. */
class JsonTest {
  private final Path directory;
  private final Prompt prompt;

  JsonTest(@TempDir Path directory) {
    this.directory = directory;
    this.prompt = new Prompt(directory).write(Prompt.CONFIG, Prompt.SETTINGS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy --json --env staging",
        "--json --env staging",
        "plan --env staging --json",
        "-v deploy --json --env staging", // another tool's -v went into its JSON
        "logs --env nowhere --json",
        "plan --json --evn staging",
        "plan --json --timeout=soon",
        "--json --report-dir /proc/nowhere",
      })
  void standardOutputIsTheResultAndNothingElse(String arguments) throws Exception {
    Run run = prompt.runForProgram(arguments.split(" ")).exits(2);

    JsonNode result = new ObjectMapper().readTree(run.output());
    assertThat(result.path("verdict").asText()).isEqualTo("REFUSED");
    assertThat(result.path("exitCode").asInt()).isEqualTo(2);
    assertThat(result.path("cause").asText()).isNotEmpty();
    assertThat(run.output()).startsWith("{").endsWith("}\n");
  }

  @Test
  void itIsTheSameAsInTheFile() {
    Run run = prompt.runForProgram("plan", "--json", "--env", "staging").exits(2);

    assertThat(directory.resolve("migrate-deploy-report/result.json")).hasContent(run.output());
  }

  @Test
  void itMayBeSetByAVariable() {
    prompt.with("MIGRATE_DEPLOY_JSON", "true");

    assertThat(prompt.runForProgram("--env", "staging").exits(2).output()).startsWith("{");
  }

  @Test
  void withoutItStandardOutputIsForPeople() {
    assertThat(prompt.runForProgram("--env", "staging").exits(2).output())
        .contains("Result   REFUSED")
        .doesNotContain("{\n");
  }

  @Test
  void doctorKnowsNoEnvironmentThatNobodyNamed() throws Exception {
    JsonNode page =
        new ObjectMapper().readTree(prompt.runForProgram("doctor", "--json").exits(2).output());

    assertThat(page.path("environment").isNull()).isTrue();
    assertThat(page.path("skipped").asInt()).isPositive();
  }

  @Test
  void doctorNamesLinesThatAreThere() {
    Run run = prompt.run("doctor").exits(2);

    assertThat(run.lines().get(0)).endsWith("   doctor");
    assertThat(run.output())
        .contains("skipped  cluster          not checked")
        .containsPattern("would end a deploy, \\d+ not checked\n")
        .contains("then run migrate-deploy doctor\n")
        .doesNotContain("NAME\n", "warning");
    run.lines().stream()
        .filter(line -> line.contains("→ fix first: "))
        .map(line -> line.replaceFirst(".*fix first: ", ""))
        .forEach(needed -> assertThat(run.output()).containsPattern("error    " + needed + " "));
  }
}
