package dev.migratedeploy.localcloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AccessDeniedException;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

class AwsFaultsTest {
  private final LocalAws aws = LocalAws.start(ProgramRuntime.echo());
  private final EcsClient client = new SdkClients(aws.uri()).ecs();

  @BeforeEach
  void prepare() {
    aws.ecs().createCluster("staging");
    aws.ecs().registerTaskDefinition(Definitions.FLYWAY);
    aws.logs().createLogGroup(Definitions.LOG_GROUP);
  }

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void aThrottledCallIsTriedAgainByTheSdk() {
    aws.faults().next("ListClusters", 1, Fault.error(AwsError.throttling()));
    assertThat(client.listClusters().clusterArns()).hasSize(1);
    assertThat(aws.calls().count("ListClusters")).isEqualTo(2);
  }

  @Test
  void aServerErrorIsTriedAgainByTheSdk() {
    aws.faults().next("ListClusters", 1, Fault.error(AwsError.server()));
    assertThat(client.listClusters().clusterArns()).hasSize(1);
    assertThat(aws.calls().count("ListClusters")).isEqualTo(2);
  }

  @Test
  void aDeniedCallIsNot() {
    aws.faults().always("RunTask", Fault.error(AwsError.accessDenied("ecs:RunTask")));
    assertThatThrownBy(this::run)
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("not authorized to perform: ecs:RunTask");
    assertThat(aws.calls().count("RunTask")).isEqualTo(1);
    aws.faults().clear();
    assertThat(run().tasks()).hasSize(1);
  }

  @Test
  void aConnectionThatAlwaysBreaksIsAnErrorOfTheClient() {
    client.listClusters();
    aws.faults().always("ListClusters", Fault.reset());
    assertThatThrownBy(client::listClusters).isInstanceOf(SdkClientException.class);
    assertThat(aws.calls().count("ListClusters")).isEqualTo(1 + 3); // the SDK tries three times
  }

  @Test
  void aLostAnswerLeavesOneTaskBecauseTheSdkRepeatsItsToken() {
    aws.faults().next("RunTask", 1, Fault.loseAnswer());
    assertThat(run().tasks()).hasSize(1);
    assertThat(aws.calls().count("RunTask")).isEqualTo(2);
    assertThat(aws.ecs().taskArns()).hasSize(1);
  }

  @Test
  void aTaskMayRunAlthoughNoAnswerEverCame() {
    aws.faults().always("RunTask", Fault.loseAnswer());
    assertThatThrownBy(this::run).isInstanceOf(SdkClientException.class);
    assertThat(aws.ecs().taskArns()).hasSize(1);
  }

  @Test
  void aClusterThatIsFullStartsNothing() {
    aws.faults().next("RunTask", 1, Fault.refuseTask("RESOURCE:MEMORY"));
    RunTaskResponse answer = run();
    assertThat(answer.tasks()).isEmpty();
    assertThat(answer.failures()).extracting(Failure::reason).containsExactly("RESOURCE:MEMORY");
    assertThat(aws.ecs().taskArns()).isEmpty();
  }

  @Test
  void aTaskMayBeMissingAtFirst() {
    String arn = run().tasks().get(0).taskArn();
    aws.faults().next("DescribeTasks", 1, Fault.missing());
    assertThat(describe(arn).failures()).extracting(Failure::reason).containsExactly("MISSING");
    assertThat(describe(arn).tasks()).hasSize(1);
  }

  @Test
  void aFinishedContainerMayHaveNoExitCode() throws Exception {
    String arn = run().tasks().get(0).taskArn();
    aws.ecs().stopped(arn).get(10, TimeUnit.SECONDS);
    aws.faults().next("DescribeTasks", 1, Fault.hideExitCodes());
    assertThat(describe(arn).tasks().get(0).containers().get(0).exitCode()).isNull();
    assertThat(describe(arn).tasks().get(0).containers().get(0).exitCode()).isZero();
  }

  @Test
  void aTaskMayBeMadeToFailWithAnyReason() throws Exception {
    aws.ecs().failNextStart("ResourceInitializationError: no route");
    String arn = run().tasks().get(0).taskArn();
    aws.ecs().stopped(arn).get(10, TimeUnit.SECONDS);
    assertThat(describe(arn).tasks().get(0).stoppedReason())
        .isEqualTo("ResourceInitializationError: no route");
  }

  @Test
  void everyCallIsRecorded() {
    run();
    Call call = aws.calls().of("RunTask").get(0);
    assertThat(call.service()).isEqualTo("ecs");
    assertThat(call.accessKeyId()).isEqualTo(SdkClients.ACCESS_KEY_ID);
    assertThat(call.input().get("taskDefinition").asText()).isEqualTo("flyway");
  }

  private RunTaskResponse run() {
    return client.runTask(
        request ->
            request
                .cluster("staging")
                .taskDefinition("flyway")
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-1"))));
  }

  private DescribeTasksResponse describe(String arn) {
    return client.describeTasks(request -> request.cluster("staging").tasks(arn));
  }
}
