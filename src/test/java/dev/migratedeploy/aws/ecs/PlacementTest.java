package dev.migratedeploy.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.aws.AwsError;
import dev.migratedeploy.localcloud.aws.Fault;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why RunTask started nothing (ECS guide, "API failure reasons"). */
class PlacementTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EcsBench bench = new EcsBench();

  @BeforeEach
  void register() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RESOURCE:MEMORY | the cluster has no room for the task | more capacity",
        "RESOURCE:CPU | the cluster has no room for the task | less cpu",
        "RESOURCE:ENI | no instance of the cluster has a free network interface | more capacity",
        "RESOURCE:GPU | a free GPU | more capacity",
        "RESOURCE:PORTS | port is in use on every instance | portMappings",
        "RESOURCE:PORTS_TCP | port is in use on every instance | portMappings",
        "AGENT | agent of the instance is not connected | restart the agent",
        "EMPTY CAPACITY PROVIDER | the capacity provider has no instances | Auto Scaling group",
        "NO ACTIVE INSTANCES | the capacity provider has no instances | Auto Scaling group",
        "Capacity is unavailable at this time. Please try again later or in a different"
            + " availability zone | there is no capacity | name more subnets",
        // paradisec-archive/nabu#1260: in the failures of an answer with status 200
        "You've reached the limit on the number of vCPUs you can run concurrently | as many tasks"
            + " on Fargate as its quota allows | quota of the account raised",
        "SOMETHING:NEW | SOMETHING:NEW | read what ECS says"
      })
  void whatMayPassIsTriedAgain(String reason, String cause, String next) {
    bench.aws.faults().always("RunTask", Fault.refuseTask(reason));

    Problem problem = notNow();

    assertThat(problem.cause())
        .startsWith("could not start the task on cluster staging: ")
        .contains(cause)
        .endsWith(reason);
    assertThat(problem.next()).contains(next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ATTRIBUTE | an attribute that the task definition requires | requiresAttributes",
        "LOCATION | other Availability Zones than the subnets | subnets in the settings",
        "MemberOf placement constraint unsatisfied | placementConstraints | placementConstraints",
        "MISSING | does not exist | correct the cluster",
        "INACTIVE | is no longer active | correct the cluster",
        "No Container Instances were found in your cluster. | has no instances | launch-type"
      })
  void whatStaysIsRefusedAtOnce(String reason, String cause, String next) {
    bench.aws.faults().always("RunTask", Fault.refuseTask(reason));

    Problem problem = refused();

    assertThat(problem.cause()).contains(cause).endsWith(reason);
    assertThat(problem.next()).contains(next);
    assertThat(bench.aws.calls().count("RunTask")).isEqualTo(1);
  }

  /** aws/amazon-ecs-agent#1423: the log driver of the task definition is splunk. */
  @Test
  void whatNoInstanceHasIsNamed() {
    bench.aws.faults().always("RunTask", Fault.refuseTask("ATTRIBUTE"));
    bench
        .aws
        .faults()
        .always(
            "DescribeContainerInstances",
            Fault.edit(
                answer -> instance(answer, "com.amazonaws.ecs.capability.docker-remote-api.1.18")));

    assertThat(refused().details())
        .containsExactly("instance i-0a1b does not have ecs.capability.task-eni");
  }

  /** The look at the instances needs no new permission: without it the requirements are told. */
  @Test
  void whoMayNotLookAtTheInstancesIsToldWhatIsRequired() {
    bench.aws.faults().always("RunTask", Fault.refuseTask("ATTRIBUTE"));
    bench
        .aws
        .faults()
        .always(
            "DescribeContainerInstances",
            Fault.error(AwsError.accessDenied("ecs:DescribeContainerInstances")));

    assertThat(refused().details())
        .containsExactly(
            "it requires com.amazonaws.ecs.capability.docker-remote-api.1.18,"
                + " ecs.capability.task-eni");
  }

  /** One instance lacks an attribute, another may get room. */
  @Test
  void whatPassesOnOneInstanceIsTriedAgain() {
    bench.aws.faults().always("RunTask", Fault.refuseTask(List.of("ATTRIBUTE", "RESOURCE:MEMORY")));

    assertThat(notNow().cause()).contains("no room").contains("ATTRIBUTE, RESOURCE:MEMORY");
  }

  private static void instance(ObjectNode answer, String attribute) {
    ObjectNode instance =
        answer
            .putArray("containerInstances")
            .addObject()
            .put("ec2InstanceId", "i-0a1b")
            .put("containerInstanceArn", "arn:aws:ecs:eu-west-1:123456789012:container-instance/1");
    instance.set(
        "attributes", JSON.createArrayNode().add(JSON.createObjectNode().put("name", attribute)));
  }

  private Problem notNow() {
    return ((LaunchResult.Retryable) start().attempt()).why();
  }

  private Problem refused() {
    return catchThrowableOfType(RefusedException.class, () -> start().attempt()).problem();
  }

  private PreparedTask start() {
    return bench.tasks.prepare(bench.template(), EcsBench.spec());
  }
}
