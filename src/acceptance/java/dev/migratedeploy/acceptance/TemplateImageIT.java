package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** The image of the templates' jobs, which a group names once, in a variable. */
@EnabledIf(
    value = "dev.migratedeploy.acceptance.GitLabCiLocal#isInstalled",
    disabledReason = "gitlab-ci-local or rsync is not on the path")
class TemplateImageIT extends EndToEnd {
  private static final Path CHECKS = Path.of("ci-templates/migrate-checks.yml");

  private final SampleProject sample;

  TemplateImageIT(@TempDir Path work) throws IOException {
    sample =
        new SampleProject(cloud, environment, work)
            .put(CHECKS.toString(), Files.readString(CHECKS));
    cloud.addEnvironment(sample.staging);
  }

  @Test
  void anIncludeNeedsTheEnvironmentsNameAlone() {
    including("{env: staging}");
    ToolProcess.Result result =
        onBranch()
            .predefined(Map.of("MIGRATE_DEPLOY_IMAGE", "registry.example.com/tool:1"))
            .run("migrate-deploy:" + sample.staging);

    assertExit(result, 0, "Result   APPLIED  1 script applied");
  }

  @ParameterizedTest
  @CsvSource({
    "migrate-rehearse:, migrate-deploy", "migrate-plan:, migrate-deploy",
    "migrate-doctor:, migrate-deploy", "migrate-deploy:, migrate-deploy",
    "migrate-check:, migrate-checks", "migrate-history:, migrate-checks"
  })
  void everyJobRunsInItAndLooksForTheToolFirst(String job, String template) {
    sample.put(
        ".gitlab-ci.yml",
        "include: [{local: ci-templates/%s.yml, inputs: {env: staging}}]\n".formatted(template));
    JsonNode found = preview().path(job + sample.staging);

    assertThat(found.at("/image/name").asText()).isEqualTo("$MIGRATE_DEPLOY_IMAGE");
    assertThat(found.at("/script/0").asText()).contains("command -v");
  }

  /** GitLab asks for no image then, and the runner takes the one of its own configuration. */
  @Test
  void aVariableThatIsNotSetIsSaidInOneLine() {
    including("{env: staging, command: migrate-deploy-absent}");
    ToolProcess.Result result = onBranch().run("migrate-deploy:" + sample.staging);

    assertThat(result.exitCode()).as(result.output()).isNotZero();
    assertThat(result.output())
        .contains("> REFUSED  MIGRATE_DEPLOY_IMAGE is not set, and this job's image has no")
        .contains("Set it for the group", "not protected", "the input image.")
        .doesNotContain("not found");
    assertThat(cloud.database().appliedScripts(sample.staging)).isEmpty();
  }

  @Test
  void anImageWithoutTheToolIsNamed() {
    including("{env: staging, image: \"registry.example.com/$OTHER:1\", command: absent --flag}");
    ToolProcess.Result result =
        onBranch().predefined(Map.of("OTHER", "maven")).run("migrate-doctor:" + sample.staging);

    assertThat(result.output())
        .contains("REFUSED  the image registry.example.com/maven:1 has no absent:");
  }

  /** As with a runner that has a shell, and no images. */
  @Test
  void withTheToolOnItsPathARunnerNeedsNoImage() {
    including("{env: staging}");

    assertExit(onBranch().run("migrate-deploy:" + sample.staging), 0, "Result   APPLIED");
  }

  private void including(String inputs) {
    sample.put(
        ".gitlab-ci.yml",
        "include: [{local: ci-templates/migrate-deploy.yml, inputs: %s}]\n".formatted(inputs));
  }

  private JsonNode preview() {
    String output = onBranch().run("--preview").output();
    Object pipeline = new Yaml().load(output.substring(output.indexOf("---\n")));
    return new ObjectMapper().valueToTree(pipeline);
  }

  private GitLabCiLocal onBranch() {
    return sample.pipeline(sample.commit(LocalRepository.DEFAULT_BRANCH));
  }
}
