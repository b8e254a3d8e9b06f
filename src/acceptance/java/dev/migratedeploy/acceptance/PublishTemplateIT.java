package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import dev.migratedeploy.localcloud.http.LocalServer;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The template that publishes this tool's own image, with a Maven that only says what it is to do.
 */
@EnabledIf(
    value = "dev.migratedeploy.acceptance.GitLabCiLocal#isInstalled",
    disabledReason = "gitlab-ci-local or rsync is not on the path")
class PublishTemplateIT extends EndToEnd {
  private static final Path TEMPLATE = Path.of("ci-templates/publish-image.yml");

  private final Path work;
  private final SampleProject sample;

  PublishTemplateIT(@TempDir Path work) throws IOException {
    this.work = work;
    this.sample =
        new SampleProject(cloud, environment, work)
            .put(TEMPLATE.toString(), Files.readString(TEMPLATE));
  }

  @Test
  void aTagIsBuiltAndPushedToTheProjectsOwnRegistry() throws IOException {
    including("local: ci-templates/publish-image.yml");

    ToolProcess.Result result = ofTag("v1.2.3").run("publish-image");

    assertExit(
        result,
        0,
        "mvn --batch-mode --no-transfer-progress -Pimage package"
            + " -Dimage.to=registry.example.com/data/tool:v1.2.3 -Dflyway.image.to= -Dimage.base=");
  }

  @Test
  void aBranchIsNot() throws IOException {
    including("local: ci-templates/publish-image.yml");

    assertThat(onBranch().run("--list").output()).doesNotContain("publish-image");
  }

  @Test
  void theSourcesOfAnotherProjectAreFetchedWithTheJobsOwnToken() throws IOException {
    including(
        """
        local: ci-templates/publish-image.yml
            inputs:
              project: shop/orders
              target: registry.example.com/tool:1
              flyway-target: registry.example.com/flyway:12.4.0
              base: debian:13-slim
              rules: [{if: $CI_COMMIT_BRANCH}]
        """);

    ToolProcess.Result result = onBranch().run("publish-image");

    assertExit(
        result,
        0,
        "-Dimage.to=registry.example.com/tool:1"
            + " -Dflyway.image.to=registry.example.com/flyway:12.4.0 -Dimage.base=debian:13-slim",
        "in a checkout named sources");
  }

  @Test
  void aUrlCanBeIncludedToo() throws IOException {
    String template = Files.readString(TEMPLATE);
    try (LocalServer web =
        LocalServer.start("template", request -> Response.text(200, "text/yaml", template))) {
      including("remote: " + web.uri() + "/publish-image.yml");

      assertThat(ofTag("v1").run("--list").output()).contains("publish-image");
    }
  }

  @Test
  void anInputOfTheWrongTypeIsNamed() throws IOException {
    including("local: ci-templates/publish-image.yml\n    inputs: {rules: never}");

    ToolProcess.Result result = ofTag("v1").run("--list");

    assertThat(result.exitCode()).as(result.output()).isNotZero();
    assertThat(result.output()).contains("rules` input: provided value is not a");
  }

  private void including(String include) {
    sample.put(".gitlab-ci.yml", "include:\n  - " + include + "\n");
  }

  private GitLabCiLocal onBranch() throws IOException {
    return pipeline();
  }

  private GitLabCiLocal ofTag(String tag) throws IOException {
    return pipeline().predefined(Map.of("CI_COMMIT_TAG", tag)).without("CI_COMMIT_BRANCH");
  }

  private GitLabCiLocal pipeline() throws IOException {
    Path maven =
        Files.writeString(
            work.resolve("mvn"),
            "#!/bin/sh\necho \"mvn $*\"\necho \"in a checkout named ${PWD##*/}\"\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    return sample
        .pipeline(sample.commit(LocalRepository.DEFAULT_BRANCH))
        .predefined(Map.of("CI_REGISTRY_IMAGE", "registry.example.com/data/tool"));
  }
}
