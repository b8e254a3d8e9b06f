package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.demo.RunningTool;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.aws.Call;
import dev.migratedeploy.localcloud.aws.TaskTimings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks that are not what a Fargate task with one container is. */
class ContainerEndIT extends EndToEnd {
  private static final Map<String, String> TEA =
      Map.of("V1__tea.sql", "CREATE TABLE tea (name text);");
  private static final Map<String, String> TEA_AND_MILK =
      Map.of(
          "V1__tea.sql",
          "CREATE TABLE tea (name text);",
          "V2__milk.sql",
          "CREATE TABLE milk (id int);");

  @AfterEach
  void timings() {
    cloud.aws().ecs().timings(TaskTimings.immediate());
  }

  @Test
  void theVerdictComesWhileTheTaskIsDeprovisioned() {
    cloud.aws().ecs().timings(TaskTimings.immediate().withDeprovisioning(Duration.ofMinutes(5)));

    ToolProcess.Result result = deploy(commit(TEA));

    assertExit(result, 0, "Result   APPLIED", "Log complete");
    assertThat(cloud.aws().ecs().stopped(lastTask())).isNotDone();
  }

  @Test
  void whatAnEssentialSidecarKeepsAliveIsStopped() {
    assertExit(deploy(commit(TEA)), 0);
    changeTemplate(
        definition -> {
          ArrayNode containers = (ArrayNode) definition.path("containerDefinitions");
          ObjectNode migration = (ObjectNode) containers.get(0);
          migration.put("essential", false);
          ObjectNode agent = containers.addObject();
          agent.put("name", "datadog").put("image", migration.path("image").asText());
          agent.put("essential", true).putArray("entryPoint").add("sh").add("-c");
          agent.putArray("command").add("exec sleep 300");
        });

    ToolProcess.Result result =
        deploy(commit(settings() + "    container: flyway\n", TEA_AND_MILK));

    assertExit(
        result,
        0,
        "stopping the task, which datadog would keep running",
        "Result   APPLIED  1 script");
    assertThat(stops()).containsExactly("migrate-deploy: the migration container has ended");
  }

  @Test
  void anEntryPointThatTheImageReplacesIsLeftOutAndSaid() {
    assertExit(deploy(commit(TEA)), 0);
    changeTemplate(definition -> entryPoint(definition, "sh", "-c"));

    assertExit(
        deploy(commit(TEA_AND_MILK)),
        0,
        "the new revision leaves out entryPoint [\"sh\", \"-c\"] of container flyway",
        "Result   APPLIED  1 script",
        "Log complete");
  }

  @Test
  void anEntryPointThatTheImageDoesNotReplaceIsRefused() {
    assertExit(deploy(commit(TEA)), 0);
    changeTemplate(definition -> entryPoint(definition, "/bin/wrapper.sh"));
    String sha = commit(TEA_AND_MILK);

    assertExit(deploy(sha), 2, "Result   REFUSED", "has the entryPoint [\"/bin/wrapper.sh\"]");
    assertExit(project.run(sha, environment, "doctor"), 2, "error    entryPoint");
  }

  @Test
  void aTaskWithoutContainersIsAnotherMigration() {
    cloud.aws().ecs().timings(TaskTimings.immediate().withCapacity(Duration.ofMinutes(5)));
    RunningTool first =
        project.launch(commit(TEA), environment).awaitLine("on cluster " + environment);

    assertExit(
        project.deploy(commit(TEA_AND_MILK), environment, "--if-running", "fail"),
        3,
        "Result   NOT STARTED  another migration of this environment");
    RunningTool same = project.launch(commit(TEA), environment).awaitLine("runs already");

    assertExit(same.cancel().result(), 3);
    assertExit(first.cancel().result(), 3);
  }

  private static void entryPoint(ObjectNode definition, String... words) {
    ArrayNode entryPoint =
        ((ObjectNode) definition.path("containerDefinitions").get(0)).putArray("entryPoint");
    List.of(words).forEach(entryPoint::add);
  }

  /** Registers the newest revision of this environment's family again, with a change. */
  private void changeTemplate(Consumer<ObjectNode> change) {
    ObjectNode definition =
        (ObjectNode)
            cloud.aws().calls().of("RegisterTaskDefinition").stream()
                .map(Call::input)
                .filter(input -> input.path("family").asText().equals("flyway-" + environment))
                .reduce((one, two) -> two)
                .orElseThrow()
                .deepCopy();
    change.accept(definition);
    cloud.aws().ecs().registerTaskDefinition(definition.toString());
  }

  private String lastTask() {
    List<String> arns = cloud.aws().ecs().taskArns();
    return arns.get(arns.size() - 1);
  }

  private List<String> stops() {
    return cloud.aws().calls().of("StopTask").stream()
        .filter(call -> call.input().path("cluster").asText().equals(environment))
        .map(call -> call.input().path("reason").asText())
        .toList();
  }
}
