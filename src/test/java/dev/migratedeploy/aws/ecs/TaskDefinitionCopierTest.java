package dev.migratedeploy.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.aws.AwsError;
import dev.migratedeploy.localcloud.aws.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** The revision that runs the new image is the template in everything else. */
class TaskDefinitionCopierTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EcsBench bench = new EcsBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void nothingButTheImageChangesAndTheEntryPointGoes() throws Exception {
    bench.aws.ecs().registerTaskDefinition(RichTemplate.JSON);

    start();

    ObjectNode expected = (ObjectNode) JSON.readTree(RichTemplate.JSON);
    ObjectNode migration = (ObjectNode) expected.at("/containerDefinitions/2");
    migration.put("image", EcsBench.IMAGE).remove("entryPoint");
    assertThat(registered(0)).isEqualTo(withWhatEcsFillsIn(expected));
  }

  @Test
  void theRichTemplateUsesEveryFieldThatCanBeRegistered() throws Exception {
    JsonNode template = JSON.readTree(RichTemplate.JSON);

    assertThat(RegisterTaskDefinitionRequest.builder().sdkFields())
        .extracting(SdkField::locationName)
        .allMatch(template::has);
    assertThat(ContainerDefinition.builder().sdkFields())
        .extracting(SdkField::locationName)
        .filteredOn(name -> !name.equals("firelensConfiguration"))
        .allMatch(template.at("/containerDefinitions/2")::has);
  }

  @Test
  void whatEcsItselfAddedIsNotSentBack() {
    bench.aws.ecs().registerTaskDefinition(RichTemplate.JSON);

    start();

    assertThat(bench.aws.calls().of("RegisterTaskDefinition").get(0).input())
        .noneMatch(JsonNode::isNull);
    assertThat(registered(0).properties())
        .extracting(Map.Entry::getKey)
        .doesNotContain(
            "taskDefinitionArn",
            "revision",
            "status",
            "requiresAttributes",
            "compatibilities",
            "registeredAt",
            "registeredBy");
  }

  @Test
  void twoJobsThatRegisterTheSameInOneMomentLeaveOneRevision() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);
    TaskTemplate template = bench.template();

    RunningTask first = bench.start(template, newImage("token-1"));
    RunningTask second = bench.startOfAnotherJob(template, newImage("token-2"));

    assertThat(first.definition()).isEqualTo("flyway:2");
    assertThat(second.definition()).isEqualTo("flyway:2");
    assertThat(bench.aws.calls().count("RegisterTaskDefinition")).isEqualTo(2);
    assertThat(active()).containsExactly("flyway:1", "flyway:2");
  }

  @Test
  void aRevisionOfAnotherJobWithAnotherImageStays() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);
    TaskTemplate template = bench.template();
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);

    assertThat(bench.start(template, newImage("token-1")).definition()).isEqualTo("flyway:3");
    assertThat(active()).containsExactly("flyway:1", "flyway:2", "flyway:3");
  }

  @Test
  void aRevisionThatMustNotBeDeregisteredStaysBesideTheOneThatRuns() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);
    TaskTemplate template = bench.template();
    bench
        .aws
        .faults()
        .always(
            "DeregisterTaskDefinition",
            Fault.error(AwsError.accessDenied("ecs:DeregisterTaskDefinition")));
    bench.start(template, newImage("token-1"));

    assertThat(bench.startOfAnotherJob(template, newImage("token-2")).definition())
        .isEqualTo("flyway:2");
  }

  @Test
  void whereNobodyElseRegistersNothingMoreIsAsked() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);
    TaskTemplate template = bench.template();
    int before = bench.aws.calls().count("DescribeTaskDefinition");

    bench.start(template, newImage("token-1"));

    assertThat(bench.aws.calls().count("DescribeTaskDefinition")).isEqualTo(before);
    assertThat(bench.aws.calls().count("ListTaskDefinitions")).isZero();
  }

  private static TaskSpec newImage(String token) {
    TaskSpec spec = EcsBench.spec(token);
    return new TaskSpec(
        spec.cluster(),
        new MigrationContainer(
            spec.container().image(),
            true,
            spec.container().command(),
            spec.container().variables()),
        spec.compute(),
        spec.network(),
        spec.startedBy(),
        spec.clientToken(),
        spec.tags());
  }

  private List<String> active() {
    return bench.client.listTaskDefinitions().taskDefinitionArns().stream()
        .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
        .toList();
  }

  @Test
  void tagsOfAwsItselfStayBehind() {
    bench
        .aws
        .ecs()
        .registerTaskDefinition(
            EcsBench.FLYWAY.replaceFirst(
                "\\{",
                "{\"tags\": [{\"key\": \"aws:cloudformation:stack-name\", \"value\": \"s\"},"
                    + " {\"key\": \"team\", \"value\": \"data\"}],"));

    start();

    assertThat(registered(0).path("tags"))
        .extracting(tag -> tag.path("key").asText() + "=" + tag.path("value").asText())
        .containsExactly("team=data");
  }

  @Test
  void theSameContentIsRegisteredOnce() {
    bench.aws.ecs().registerTaskDefinition(RichTemplate.JSON);

    RunningTask first = start();
    RunningTask second = start("token-2");

    assertThat(first.definition()).isEqualTo("flyway:2");
    assertThat(second.definition()).isEqualTo("flyway:2");
    assertThat(bench.aws.calls().count("RegisterTaskDefinition")).isEqualTo(1);
  }

  @Test
  void anOlderRevisionOfTheSameContentIsUsedAgain() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);
    start();
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY.replace("\"512\"", "\"1024\""));
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);

    assertThat(start("token-2").definition()).isEqualTo("flyway:2");
  }

  @Test
  void aTemplateThatChangedGetsARevisionOfItsOwn() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);
    start();
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY.replace("\"512\"", "\"1024\""));

    assertThat(start("token-2").definition()).isEqualTo("flyway:4");
    assertThat(registered(1).path("memory").asText()).isEqualTo("1024");
  }

  @Test
  void aTagThatChangedGetsARevisionOfItsOwn() {
    bench.aws.ecs().registerTaskDefinition(RichTemplate.JSON);
    start();
    bench.aws.ecs().registerTaskDefinition(RichTemplate.JSON.replace("\"data\"", "\"core\""));

    assertThat(start("token-2").definition()).isEqualTo("flyway:4");
  }

  @Test
  void anImageThatIsNewSparesTheSearch() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);
    TaskSpec spec = EcsBench.spec();
    TaskSpec newImage =
        new TaskSpec(
            spec.cluster(),
            new MigrationContainer(
                spec.container().image(), true, spec.container().command(), Map.of()),
            spec.compute(),
            spec.network(),
            spec.startedBy(),
            spec.clientToken(),
            spec.tags());

    assertThat(bench.start(bench.template(), newImage).definition()).isEqualTo("flyway:2");
    assertThat(bench.aws.calls().of("ListTaskDefinitions")).isEmpty();
  }

  private RunningTask start() {
    return start("token-1");
  }

  private RunningTask start(String token) {
    EnvironmentSettings environment =
        EcsBench.environment("staging", "flyway", Optional.of("flyway"), List.of("subnet-1"));
    return bench.start(bench.tasks.template(environment), EcsBench.spec(token));
  }

  private JsonNode registered(int number) {
    return bench.aws.calls().of("RegisterTaskDefinition").get(number).input();
  }

  /** The defaults that ECS writes into a definition, and so the copy has. */
  private static ObjectNode withWhatEcsFillsIn(ObjectNode definition) {
    for (JsonNode container : definition.path("containerDefinitions")) {
      ObjectNode fields = (ObjectNode) container;
      if (!fields.has("cpu")) {
        fields.put("cpu", 0);
      }
      List.of("portMappings", "environment", "mountPoints", "volumesFrom", "systemControls")
          .stream()
          .filter(name -> !fields.has(name))
          .forEach(fields::putArray);
    }
    return definition;
  }
}
