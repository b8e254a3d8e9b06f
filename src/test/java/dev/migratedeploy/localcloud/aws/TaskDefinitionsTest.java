package dev.migratedeploy.localcloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

class TaskDefinitionsTest {
  private final LocalAws aws = LocalAws.start(ProgramRuntime.echo());
  private final EcsClient client = new SdkClients(aws.uri()).ecs();

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void everyFieldSurvivesEvenOneThatNoClientKnows() {
    TaskDefinitions definitions = new TaskDefinitions(Clock.systemUTC(), new Tags());
    JsonNode asked =
        Json.parse(
            """
            {
              "family": "odd",
              "newInNextYear": {"deep": [1, 2.5, true]},
              "ephemeralStorage": {"sizeInGiB": 30},
              "containerDefinitions": [
                {
                  "name": "c", "image": "i", "ulimits": [], "futureFlag": false,
                  "linuxParameters": {"initProcessEnabled": true}
                }
              ]
            }
            """);
    JsonNode kept =
        definitions
            .register(new Fields((ObjectNode) asked), Caller.anonymous())
            .get("taskDefinition");
    assertThat(kept.get("newInNextYear")).isEqualTo(asked.get("newInNextYear"));
    assertThat(kept.get("ephemeralStorage")).isEqualTo(asked.get("ephemeralStorage"));
    JsonNode container = kept.at("/containerDefinitions/0");
    asked
        .at("/containerDefinitions/0")
        .properties()
        .forEach(field -> assertThat(container.get(field.getKey())).isEqualTo(field.getValue()));
  }

  @Test
  void ecsAddsItsOwnFields() {
    aws.ecs().registerTaskDefinition(Definitions.FLYWAY);
    TaskDefinition definition = describe("flyway");
    assertThat(definition.revision()).isEqualTo(1);
    assertThat(definition.status()).isEqualTo(TaskDefinitionStatus.ACTIVE);
    assertThat(definition.compatibilities()).contains(Compatibility.FARGATE);
    assertThat(definition.requiresAttributes()).isNotEmpty();
    assertThat(definition.registeredAt()).isNotNull();
    assertThat(definition.registeredBy()).startsWith("arn:aws:");
    ContainerDefinition container = definition.containerDefinitions().get(0);
    assertThat(container.cpu()).isZero();
    assertThat(container.essential()).isTrue();
    assertThat(container.hasMountPoints()).isTrue();
    assertThat(container.hasVolumesFrom()).isTrue();
    assertThat(container.hasPortMappings()).isTrue();
  }

  @Test
  void aFamilyMeansItsLatestActiveRevision() {
    aws.ecs().registerTaskDefinition(Definitions.FLYWAY);
    String second = aws.ecs().registerTaskDefinition(Definitions.FLYWAY);
    assertThat(describe("flyway").revision()).isEqualTo(2);
    assertThat(describe("flyway:1").revision()).isEqualTo(1);
    assertThat(describe(second).revision()).isEqualTo(2);

    client.deregisterTaskDefinition(r -> r.taskDefinition("flyway:2"));

    assertThat(describe("flyway").revision()).isEqualTo(1);
    assertThat(describe(second).status()).isEqualTo(TaskDefinitionStatus.INACTIVE);
    assertThat(aws.ecs().registerTaskDefinition(Definitions.FLYWAY)).endsWith(":3");
  }

  @Test
  void revisionsAreListedByFamilyStatusAndOrder() {
    String one = aws.ecs().registerTaskDefinition(Definitions.FLYWAY);
    String two = aws.ecs().registerTaskDefinition(Definitions.FLYWAY);
    aws.ecs()
        .registerTaskDefinition(
            Definitions.FLYWAY.replace("\"family\": \"flyway\"", "\"family\": \"flyway-other\""));
    assertThat(
            client
                .listTaskDefinitionsPaginator(
                    r -> r.familyPrefix("flyway").sort(SortOrder.DESC).maxResults(1))
                .taskDefinitionArns())
        .containsExactly(two, one);
    assertThat(
            client
                .listTaskDefinitions(r -> r.status(TaskDefinitionStatus.INACTIVE))
                .taskDefinitionArns())
        .isEmpty();
  }

  @Test
  void tagsComeWhenAskedFor() {
    client.registerTaskDefinition(
        r ->
            r.family("tagged")
                .containerDefinitions(ContainerDefinition.builder().name("c").image("i").build())
                .tags(Tag.builder().key("team").value("data").build()));
    var answer =
        client.describeTaskDefinition(
            r -> r.taskDefinition("tagged").include(TaskDefinitionField.TAGS));
    assertThat(answer.tags()).extracting(Tag::value).containsExactly("data");
    String arn = answer.taskDefinition().taskDefinitionArn();
    client.tagResource(
        r -> r.resourceArn(arn).tags(Tag.builder().key("more").value("yes").build()));
    assertThat(client.listTagsForResource(r -> r.resourceArn(arn)).tags())
        .extracting(Tag::key)
        .isEqualTo(List.of("team", "more"));
    assertThat(client.describeTaskDefinition(r -> r.taskDefinition("tagged")).tags()).isEmpty();
  }

  @Test
  void anUnknownOneIsAClientException() {
    assertThatThrownBy(() -> describe("nope"))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("Unable to describe task definition.");
  }

  private TaskDefinition describe(String name) {
    return client.describeTaskDefinition(r -> r.taskDefinition(name)).taskDefinition();
  }
}
