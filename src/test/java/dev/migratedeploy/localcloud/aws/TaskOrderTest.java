package dev.migratedeploy.localcloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskOrderTest {
  private static final Cluster CLUSTER =
      new Cluster(Arns.cluster("eu-west-1", "staging"), Cluster.FARGATE, List.of());
  private static final String NETWORK =
      "'networkConfiguration': {'awsvpcConfiguration': {'subnets': ['subnet-1']}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'launchType': 'FARGATE' | Network Configuration must be provided when networkMode 'awsvpc' is specified.
          NETWORK, 'launchType': 'FARGATE', 'capacityProviderStrategy': [{'capacityProvider': 'FARGATE'}] | Specifying both a launch type and capacity provider strategy is not supported.
          NETWORK, 'capacityProviderStrategy': [{'capacityProvider': 'mine'}] | not associated with the cluster
          NETWORK | No Container Instances were found in your cluster.
          NETWORK, 'launchType': 'FARGATE', 'count': 11 | Tasks count must be between 1 and 10.
          NETWORK, 'launchType': 'FARGATE', 'startedBy': 'a:b' | Invalid startedBy
          NETWORK, 'launchType': 'FARGATE', 'overrides': {'containerOverrides': [{'name': 'x'}]} | Override for container named x is not a container in the TaskDefinition.
          'launchType': 'FARGATE', 'networkConfiguration': {'awsvpcConfiguration': {'subnets': []}} | subnets can not be empty.
          """)
  void whatEcsWouldNotRunIsRefused(String input, String message) {
    assertThatThrownBy(() -> order(input))
        .isInstanceOf(AwsError.class)
        .hasMessageStartingWith("InvalidParameterException")
        .hasMessageContaining(message);
  }

  @Test
  void overridesHaveTheirLongestLength() {
    String value = "x".repeat(9000);
    assertThatThrownBy(
            () ->
                order(
                    "NETWORK, 'launchType': 'FARGATE', 'overrides': {'containerOverrides':"
                        + " [{'name': 'flyway', 'command': ['"
                        + value
                        + "']}]}"))
        .hasMessageContaining("Container Overrides length must be at most 8192");
  }

  @Test
  void aCapacityProviderSaysWhereTheTaskRuns() {
    TaskOrder order =
        order("NETWORK, 'capacityProviderStrategy': [{'capacityProvider': 'FARGATE_SPOT'}]");
    assertThat(order.launchType()).isEqualTo("FARGATE");
    assertThat(order.provider()).contains("FARGATE_SPOT");
  }

  private static TaskOrder order(String fields) {
    TaskDefinition definition =
        new Registration(new Fields(Json.parse(Definitions.FLYWAY))).as("arn", 1, Instant.EPOCH);
    return TaskOrder.of(
        CLUSTER,
        definition,
        new Fields(Json.parse("{" + fields.replace("NETWORK", NETWORK).replace('\'', '"') + "}")));
  }
}
