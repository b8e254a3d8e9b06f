package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is asked while GitLab answers changes nothing, and fails nothing that does not need it. */
class LookAheadIT extends EndToEnd {
  private static final Map<String, String> SCRIPTS =
      Map.of("V1__tea.sql", "CREATE TABLE tea (name text);");

  @Test
  void whereNothingIsToBeDoneNeitherAwsNorTheRegistryIsNeeded() {
    assertExit(deploy(commit(SCRIPTS)), 0, "APPLIED");
    String settings =
        settings()
            .replace("cluster: " + environment, "cluster: nowhere")
            .replace("task-definition: flyway-", "task-definition: no-such-");

    ToolProcess.Result result = withoutLogins(commit(settings, SCRIPTS));

    assertExit(result, 0, "NOTHING TO DO");
    assertThat(result.output()).doesNotContain("nowhere", "no-such-", "Exception");
  }

  @Test
  void whereItIsNeededItsFailureIsToldAsIfItHadHappenedThen() {
    String settings = settings().replace("${FLYWAY_BASE_IMAGE}", "127.0.0.1:1/none:1");

    ToolProcess.Result result = deploy(commit(settings, SCRIPTS));

    assertExit(result, 3, "1 script, all new", "could not read the base image 127.0.0.1:1/none:1");
  }

  @Test
  void whatFailsFirstIsToldFirst() {
    String settings =
        settings()
            .replace("cluster: " + environment, "cluster: nowhere")
            .replace("${FLYWAY_BASE_IMAGE}", "127.0.0.1:1/none:1");

    assertExit(deploy(commit(settings, SCRIPTS)), 2, "there is no cluster nowhere");
  }

  private ToolProcess.Result withoutLogins(String sha) {
    Project.Job job = project.prepare(sha, environment);
    job.variables().keySet().removeIf(name -> name.matches("AWS_ACCESS.*|AWS_SECRET.*|DOCKER_.*"));
    return tool.run(job.directory(), job.variables(), List.of("--env", environment));
  }
}
