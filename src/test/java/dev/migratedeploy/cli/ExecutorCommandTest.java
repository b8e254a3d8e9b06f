package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutorCommandTest {
  private final Path directory;
  private final Prompt prompt;

  ExecutorCommandTest(@TempDir Path directory) {
    this.directory = directory;
    this.prompt =
        new Prompt(directory)
            .with("MIGRATE_DEPLOY_STATE_DIR", directory.resolve("state").toString())
            .with("MIGRATE_DEPLOY_POLICY", directory.resolve("policy.yml").toString());
  }

  @Test
  void configIsJsonAndNothingElse() throws IOException {
    JsonNode json = new ObjectMapper().readTree(prompt.run("executor", "config").exits(0).output());

    assertThat(json.at("/driver/name").asText()).isEqualTo("migrate-deploy");
    assertThat(json.at("/driver/version").asText()).matches("\\d+\\.\\S+");
    assertThat(json.path("builds_dir").asText()).startsWith("/");
    assertThat(json.path("builds_dir_is_shared").asBoolean(true)).isFalse();
    assertThat(json.path("job_env").path("LC_ALL").asText()).isEqualTo("C.UTF-8");
  }

  @Test
  void withoutAStageItIsRefused() {
    assertThat(prompt.run("executor").exits(2).output())
        .contains("executor takes one of config, prepare, run, cleanup");
  }

  @ParameterizedTest
  @ValueSource(strings = {"get_sources", "after_script", "cleanup_file_variables"})
  void anotherStageThanTheScriptsSucceedsWithoutAPolicyOrAScript(String stage) {
    prompt.run("executor", "run", "/not/there", stage).exits(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prepare", "run /not/there build_script", "run /not/there step_script"})
  void aHostWithoutAPolicyGrantsNothing(String stage) {
    String[] words = ("executor " + stage).split(" ", -1);

    assertThat(prompt.run(words).exits(2).lines().get(0))
        .contains("REFUSED", directory.resolve("policy.yml").toString());
  }

  @Test
  void cleanupEndsWell() throws IOException {
    prompt.run("executor", "cleanup").exits(0);
    Files.writeString(directory.resolve("file"), "");
    prompt.with("MIGRATE_DEPLOY_STATE_DIR", directory.resolve("file").toString());

    assertThat(prompt.run("executor", "cleanup").exits(0).output())
        .contains("could not use the state directory");
  }
}
