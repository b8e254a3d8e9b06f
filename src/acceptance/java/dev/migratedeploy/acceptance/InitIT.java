package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to the first green migration, with what {@code init} writes and one script. */
@EnabledIf(
    value = "dev.migratedeploy.acceptance.GitLabCiLocal#isInstalled",
    disabledReason = "gitlab-ci-local or rsync is not on the path")
class InitIT extends EndToEnd {
  private final Path work;
  private final SampleProject sample;
  private final String target = environment + "-live";

  InitIT(@TempDir Path work) throws IOException {
    this.work = Files.createDirectory(work.resolve("work"));
    this.sample = SampleProject.empty(cloud, environment, this.work);
    // What the stack makes, by the names that init gives.
    cloud.addEnvironment(target, "orders-migrate-" + target, "orders-migrate-" + target);
  }

  @Test
  void aProjectFromNothingIsGreenWithOneScriptAndTwoLines() throws IOException {
    Path fresh = Files.createDirectory(work.resolve("fresh"));
    ToolProcess.Result written =
        tool.run(
            fresh,
            Map.of(),
            List.of(
                ("init --env "
                        + target
                        + " --project shop/orders --account 123456789012"
                        + " --region eu-west-1 --subnets subnet-0a1b --security-groups sg-0c2d")
                    .split(" ")));
    assertExit(written, 0, "WRITTEN  5 files");

    take(fresh);
    sample.put(
        ".gitlab-ci.yml", "include:\n  - local: db-migrations/migrate-deploy.gitlab-ci.yml\n");
    sample.put("db-migrations/scripts/V1__first.sql", "CREATE TABLE first (id int);\n");
    String sha = sample.commit(LocalRepository.DEFAULT_BRANCH);
    ToolProcess.Result result = sample.pipeline(sha).run();

    assertExit(result, 0, "Result   APPLIED  1 script applied");
    assertThat(cloud.database().appliedScripts(target)).containsExactly("V1__first.sql");
    assertThat(cloud.aws().calls().of("AssumeRoleWithWebIdentity").toString())
        .contains("role/orders-migrate-" + target + "-deploy");
  }

  /**
   * As they were written, but for what only the real services have: GitLab's other project, Docker
   * Hub and ECR's address.
   */
  private void take(Path fresh) throws IOException {
    sample.put("ci-templates/migrate-deploy.yml", SampleProject.template());
    try (Stream<Path> files = Files.walk(fresh)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sample.put(
            fresh.relativize(file).toString(),
            Files.readString(file)
                .replaceAll(
                    "- project: migrate-deploy/migrate-deploy.*\n.*ref:.*\n.*file:", "- local:")
                .replace("base: flyway/flyway:13", "base: ${FLYWAY_BASE_IMAGE}")
                .replaceAll(
                    "repository: .*amazonaws.com/",
                    "repository: " + cloud.registry().authority() + "/"));
      }
    }
  }
}
