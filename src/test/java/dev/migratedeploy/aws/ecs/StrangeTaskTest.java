package dev.migratedeploy.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.localcloud.aws.ProgramRuntime;
import dev.migratedeploy.localcloud.aws.TaskTimings;
import dev.migratedeploy.verdict.UnprovenException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/** Tasks that somebody else has started under the name, or the token, of a migration. */
class StrangeTaskTest {
  private static final String STARTED_BY = "migrate-deploy/staging";

  /** What the tool would register. */
  private static final String OURS =
      EcsBench.FLYWAY.replace("\"flyway/flyway:12\"", "\"" + EcsBench.IMAGE + "\"");

  private final EcsBench bench = new EcsBench(new ProgramRuntime((spec, terminated) -> 0));

  @BeforeEach
  void register() {
    bench.aws.ecs().timings(TaskTimings.immediate().withProvisioning(Duration.ofMinutes(10)));
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aTaskThatRunsAsTheTemplateSaysIsOne() {
    bench.start(bench.template(), EcsBench.spec());

    assertThat(found()).matches(task -> bench.tasks.isOf(task, bench.template()));
    assertThat(found().overridden()).isEmpty();
  }

  /** Each has our image by its digest, and does something else with it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"entryPoint\": [\"true\"]",
        "\"environment\": [{\"name\": \"FLYWAY_URL\", \"value\": \"jdbc:postgresql://other/db\"}]",
        "\"secrets\": [{\"name\": \"FLYWAY_URL\", \"valueFrom\": \"arn:aws:ssm:x:y:parameter/z\"}]",
        "\"user\": \"0\"",
        "\"workingDirectory\": \"/tmp\""
      })
  void anotherDefinitionWithOurImageIsNot(String change) {
    bench
        .aws
        .ecs()
        .registerTaskDefinition(
            OURS.replace("\"family\": \"flyway\"", "\"family\": \"theirs\"")
                .replace("{\"name\": \"flyway\"", "{" + change + ", \"name\": \"flyway\""));
    run("theirs", "token-x", request -> {});

    assertThat(found().image()).isEqualTo(EcsBench.IMAGE);
    assertThat(bench.tasks.isOf(found(), bench.template())).isFalse();
  }

  @Test
  void variablesThatOnlyTheTaskHasAreTold() {
    bench.aws.ecs().registerTaskDefinition(OURS);
    run(
        "flyway",
        "token-x",
        override ->
            override.environment(KeyValuePair.builder().name("FLYWAY_URL").value("x").build()));

    assertThat(found().overridden()).containsExactly("FLYWAY_URL");
  }

  @Test
  void aTokenThatSomebodyHasUsedBeforeForSomethingElseProvesNothing() {
    bench
        .aws
        .ecs()
        .registerTaskDefinition(
            OURS.replace("\"family\": \"flyway\"", "\"family\": \"theirs\"")
                .replace("{\"name\"", "{\"entryPoint\": [\"true\"], \"name\""));
    run("theirs", "token-1", request -> {});

    UnprovenException unproven =
        catchThrowableOfType(
            UnprovenException.class, () -> bench.start(bench.template(), EcsBench.spec()));

    assertThat(unproven.problem().cause()).contains("does not run what this job would have run");
    assertThat(bench.aws.ecs().taskArns()).hasSize(1);
  }

  private FoundTask found() {
    List<FoundTask> found = bench.tasks.find("staging", STARTED_BY, true, bench.template());
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private void run(String definition, String token, Consumer<ContainerOverride.Builder> change) {
    ContainerOverride.Builder override = ContainerOverride.builder().name("flyway");
    override.command(Optional.of("migrate").stream().toList());
    change.accept(override);
    bench.client.runTask(
        RunTaskRequest.builder()
            .cluster("staging")
            .taskDefinition(definition)
            .clientToken(token)
            .startedBy(STARTED_BY)
            .launchType("FARGATE")
            .overrides(overrides -> overrides.containerOverrides(override.build()))
            .networkConfiguration(
                network -> network.awsvpcConfiguration(vpc -> vpc.subnets("subnet-1")))
            .build());
  }
}
