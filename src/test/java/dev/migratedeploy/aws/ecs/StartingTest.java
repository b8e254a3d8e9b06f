package dev.migratedeploy.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.localcloud.aws.AwsError;
import dev.migratedeploy.localcloud.aws.Fault;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartingTest {
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

  @Test
  void theTaskThatRunsIsTheOneThatWasStarted() {
    RunningTask task = start();

    assertThat(bench.aws.ecs().taskArns()).containsExactly(task.arn());
    assertThat(task.cluster()).isEqualTo("staging");
    assertThat(task.definition()).isEqualTo("flyway:2");
    assertThat(task.container()).isEqualTo("flyway");
    assertThat(task.arn()).endsWith("/" + task.id());
  }

  @Test
  void everythingThatTheSettingsSayIsAsked() throws Exception {
    bench.start(
        bench.template(),
        new TaskSpec(
            "staging",
            new MigrationContainer(
                EcsBench.IMAGE, false, List.of("migrate", "-outOfOrder=true"), Map.of()),
            new ComputeOptions(new Launch.LaunchType("FARGATE"), Optional.of("1.4.0")),
            new TaskNetwork(List.of("subnet-1", "subnet-2"), List.of("sg-1"), true),
            "migrate-deploy/staging",
            "token-1",
            Map.of("team", "data", "cost", "42")));

    assertThat(asked())
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "cluster": "staging",
                  "taskDefinition": "arn:aws:ecs:eu-west-1:123456789012:task-definition/flyway:2",
                  "count": 1,
                  "clientToken": "token-1",
                  "startedBy": "migrate-deploy/staging",
                  "launchType": "FARGATE",
                  "platformVersion": "1.4.0",
                  "networkConfiguration": {"awsvpcConfiguration": {
                    "subnets": ["subnet-1", "subnet-2"], "securityGroups": ["sg-1"],
                    "assignPublicIp": "ENABLED"}},
                  "overrides": {"containerOverrides": [
                    {"name": "flyway", "command": ["migrate", "-outOfOrder=true"]}]},
                  "tags": [{"key": "cost", "value": "42"}, {"key": "team", "value": "data"}]
                }
                """));
  }

  @Test
  void aPrivateTaskHasNoPublicAddress() {
    start();

    JsonNode network = asked().at("/networkConfiguration/awsvpcConfiguration");
    assertThat(network.path("assignPublicIp").asText()).isEqualTo("DISABLED");
    assertThat(asked().has("platformVersion")).isFalse();
  }

  @Test
  void aCapacityProviderStandsInsteadOfALaunchType() {
    bench.start(bench.template(), on(new Launch.CapacityProvider("FARGATE_SPOT")));

    assertThat(asked().has("launchType")).isFalse();
    assertThat(asked().at("/capacityProviderStrategy/0/capacityProvider").asText())
        .isEqualTo("FARGATE_SPOT");
    assertThat(asked().path("capacityProviderStrategy")).hasSize(1);
  }

  @Test
  void theSameTokenNeverStartsASecondTask() {
    RunningTask first = start();
    RunningTask again = start();

    assertThat(again).isEqualTo(first);
    assertThat(bench.aws.ecs().taskArns()).hasSize(1);
  }

  @Test
  void aConflictNamesTheTaskThatTheTokenHasStarted() {
    RunningTask first = start();
    TaskSpec other = on(new Launch.CapacityProvider("FARGATE_SPOT"));

    assertThat(bench.start(bench.template(), other).arn()).isEqualTo(first.arn());
    assertThat(bench.aws.ecs().taskArns()).hasSize(1);
  }

  @Test
  void anAnswerThatIsLostIsKnownToBeLost() {
    bench.aws.faults().next("RunTask", 1, Fault.loseAnswer());
    PreparedTask start = prepared();

    assertThat(start.attempt()).isInstanceOf(LaunchResult.Indeterminate.class);

    assertThat(bench.aws.ecs().taskArns()).hasSize(1);
    assertThat(start.attempt())
        .isInstanceOfSatisfying(
            LaunchResult.Started.class,
            started ->
                assertThat(bench.aws.ecs().taskArns()).containsExactly(started.task().arn()));
  }

  @Test
  void whereThereIsNoRoomEcsReasonIsTold() {
    bench.aws.faults().next("RunTask", 1, Fault.refuseTask("RESOURCE:MEMORY"));

    Problem problem = notNow();

    assertThat(problem.cause()).contains("cluster staging").contains("RESOURCE:MEMORY");
    assertThat(problem.next()).contains("retry");
    assertThat(bench.aws.ecs().taskArns()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "You've reached the limit on the number of vCPUs you can run concurrently",
        "You've reached the limit on the number of tasks you can run concurrently"
      })
  void aLimitOfTheAccountIsAWantOfRoom(String message) {
    bench.aws.faults().always("RunTask", Fault.error(AwsError.client(message)));

    assertThat(notNow().cause()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error retrieving subnet information for [subnet-1]: The subnet ID 'subnet-1' does not exist"
            + " (ErrorCode: InvalidSubnetID.NotFound)",
        "Error retrieving security group information for [sg-1]: The security group 'sg-1' does not"
            + " exist (ErrorCode: InvalidGroup.NotFound)"
      })
  void aWrongNetworkIsRefusedWithTheSettingsThatNameIt(String message) {
    bench.aws.faults().always("RunTask", Fault.error(AwsError.invalidParameter(message)));

    Problem problem = failure(RefusedException.class);

    assertThat(problem.cause()).contains(message);
    assertThat(problem.next()).contains("subnets and security-groups in the settings");
  }

  @Test
  void anEcsThatCannotBeReachedHasStartedNothing() {
    PreparedTask start = prepared();
    bench.aws.close();

    assertThat(start.attempt()).isInstanceOf(LaunchResult.Retryable.class);
  }

  @Test
  void theDetailOfAFailureIsTold() {
    bench
        .aws
        .faults()
        .always(
            "RunTask",
            (input, work) -> {
              var answer = JSON.createObjectNode();
              answer.putArray("tasks");
              answer
                  .putArray("failures")
                  .addObject()
                  .put("arn", "arn:aws:ecs:eu-west-1:123456789012:container-instance/1")
                  .put("reason", "AGENT")
                  .put("detail", "the agent is not connected");
              return answer;
            });

    assertThat(notNow().cause()).contains("AGENT (the agent is not connected)");
  }

  @Test
  void whatIsMissingIsRefused() {
    bench.aws.faults().always("RunTask", Fault.refuseTask("MISSING"));

    failure(RefusedException.class);
  }

  @Test
  void whoMayNotStartATaskIsToldWhatToAllow() {
    bench.aws.faults().always("RunTask", Fault.error(AwsError.accessDenied("ecs:RunTask")));

    Problem problem = failure(RefusedException.class);

    assertThat(problem.cause()).contains("start the task on cluster staging");
    assertThat(problem.next()).contains("ecs:RunTask").contains("iam:PassRole");
  }

  @Test
  void whoMayNotRegisterIsToldWhatToAllow() {
    bench
        .aws
        .faults()
        .always(
            "RegisterTaskDefinition",
            Fault.error(AwsError.accessDenied("ecs:RegisterTaskDefinition")));

    assertThat(failure(RefusedException.class).next()).contains("ecs:RegisterTaskDefinition");
    assertThat(bench.aws.calls().of("RunTask")).isEmpty();
  }

  @Test
  void aThrottledStartHasStartedNothing() {
    bench.aws.faults().always("RunTask", Fault.error(AwsError.throttling()));

    assertThat(notNow().cause()).contains("Rate exceeded");
    assertThat(bench.aws.calls().count("RunTask")).isEqualTo(1);
  }

  @Test
  void anEcsThatFailsMayHaveStartedTheTask() {
    bench.aws.faults().always("RunTask", Fault.error(AwsError.server()));

    assertThat(prepared().attempt())
        .isInstanceOfSatisfying(
            LaunchResult.Indeterminate.class,
            lost -> assertThat(lost.why().cause()).contains("Service Unavailable"));
    assertThat(bench.aws.calls().count("RunTask")).isEqualTo(1);
  }

  @Test
  void whatEcsDoesNotTakeIsRefused() {
    TaskTemplate template = bench.template();

    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> bench.start(template, on(new Launch.CapacityProvider("no-such"))));

    assertThat(refused.problem().cause()).contains("capacity provider");
  }

  private RunningTask start() {
    return bench.start(bench.template(), EcsBench.spec());
  }

  private PreparedTask prepared() {
    return bench.tasks.prepare(bench.template(), EcsBench.spec());
  }

  private Problem notNow() {
    return ((LaunchResult.Retryable) prepared().attempt()).why();
  }

  private Problem failure(Class<? extends ProblemException> kind) {
    return catchThrowableOfType(kind, this::start).problem();
  }

  private JsonNode asked() {
    return bench.aws.calls().of("RunTask").get(0).input();
  }

  private static TaskSpec on(Launch launch) {
    TaskSpec spec = EcsBench.spec();
    return new TaskSpec(
        spec.cluster(),
        new MigrationContainer(
            spec.container().image(), false, spec.container().command(), Map.of()),
        new ComputeOptions(launch, Optional.empty()),
        new TaskNetwork(spec.network().subnets(), List.of(), false),
        spec.startedBy(),
        spec.clientToken(),
        Map.of());
  }
}
