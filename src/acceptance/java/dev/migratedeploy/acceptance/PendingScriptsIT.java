package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is merged and not applied, over all environments. */
class PendingScriptsIT extends EndToEnd {
  private static final String TEA = "CREATE TABLE tea (name text);";

  private final String other = environment + "b";
  private final String third = environment + "c";

  @Test
  void everyEnvironmentIsComparedWithItsOwnLastDeployment() throws IOException {
    String settings =
        settings()
            + settings()
                .substring(settings().indexOf("  " + environment + ":"))
                .replace(environment, other)
                .replace("[subnet-0a1b2c3d]", "${A_VARIABLE_OF_ITS_OWN_JOB}")
            + "  "
            + third
            + ": {cluster: x, task-definition: y}\n";
    String first = commit(settings, Map.of("V1__tea.sql", TEA));
    deployed(environment, first, "migrate-deploy");
    String second = commit(settings, Map.of("V1__tea.sql", TEA, "V2__assam.sql", "SELECT 2;"));
    deployed(other, second, "migrate-deploy");
    deployed(environment, second, "deploy-app");
    Project.Job job = project.prepare(second, environment);
    job.variables().put("CI_JOB_NAME", "migrate-debt");
    int tasks = cloud.aws().ecs().taskArns().size();
    cloud.traffic().forget();

    ToolProcess.Result result =
        tool.run(job.directory(), job.verifying(), List.of("plan", "--all"));

    assertExit(
        result,
        0,
        environment + ": 1 pending (" + first.substring(0, 8) + ", deployed on ",
        " by migrate-deploy)",
        "added   V2__assam.sql  since ",
        other + ": nothing (",
        third + ": 2 pending (never deployed)",
        "Result   LISTED  " + environment + " has 1 pending script, the oldest since ");
    assertThat(cloud.aws().ecs().taskArns()).hasSize(tasks);
    assertThat(RepeatedRequests.in(cloud.traffic())).isEmpty();
    JsonNode plan =
        new ObjectMapper()
            .readTree(job.directory().resolve("migrate-deploy-report/pending.json").toFile());
    assertThat(plan.path("environments").findValuesAsText("environment"))
        .containsExactly(environment, other, third);
    assertThat(plan.at("/environments/0/scripts/0/path").asText()).isEqualTo("V2__assam.sql");
    assertThat(plan.at("/environments/0/scripts/0/since").asText()).endsWith("Z");
  }

  private void deployed(String where, String sha, String job) {
    cloud.gitlab().deployments().record(where, sha, job, "success");
  }
}
