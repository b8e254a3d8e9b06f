package dev.migratedeploy.localcloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

class LocalEcsTest {
  private LocalAws aws = LocalAws.start(ProgramRuntime.echo());

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void aTaskRunsToItsEnd() throws Exception {
    prepare();
    Task started = run(request -> {});
    assertThat(started.lastStatus()).isEqualTo("PROVISIONING");

    Task task = stopped(started.taskArn());

    assertThat(task.lastStatus()).isEqualTo("STOPPED");
    assertThat(task.desiredStatus()).isEqualTo("STOPPED");
    assertThat(task.stopCode()).isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
    assertThat(task.stoppedReason()).isEqualTo("Essential container in task exited");
    assertThat(List.of(task.createdAt(), task.pullStartedAt(), task.pullStoppedAt())).isSorted();
    assertThat(
            List.of(
                task.startedAt(), task.stoppingAt(), task.executionStoppedAt(), task.stoppedAt()))
        .isNotEmpty();
    Container container = task.containers().get(0);
    assertThat(container.exitCode()).isZero();
    assertThat(container.imageDigest()).isEqualTo(ProgramRuntime.DIGEST);
    assertThat(container.lastStatus()).isEqualTo("STOPPED");
    assertThat(task.overrides().containerOverrides().get(0).name()).isEqualTo("flyway");
  }

  /** paradisec-archive/nabu#1260: the answer has status 200, no task, and the reason. */
  @Test
  void moreVcpusThanTheQuotaStartNothing() throws Exception {
    prepare();
    aws.ecs().timings(TaskTimings.immediate().withProvisioning(Duration.ofMinutes(10)));
    aws.ecs().vcpuQuota(0.5);
    Task first = run(request -> {});
    run(request -> {});

    RunTaskResponse refused = ecs().runTask(request -> asked(request));

    assertThat(refused.tasks()).isEmpty();
    assertThat(refused.failures())
        .extracting(Failure::reason)
        .containsExactly(
            "You've reached the limit on the number of vCPUs you can run concurrently");
    ecs().stopTask(request -> request.cluster("staging").task(first.taskArn()));
    stopped(first.taskArn());
    assertThat(ecs().runTask(request -> asked(request)).tasks()).hasSize(1);
  }

  @Test
  void itsOutputIsInTheLog() throws Exception {
    prepare();
    Task task = run(request -> request.overrides(override(c -> c.command("one", "", "two"))));
    stopped(task.taskArn());
    String stream = "migrate/flyway/" + Arns.lastPart(task.taskArn());
    assertThat(aws.logs().streams(Definitions.LOG_GROUP)).containsExactly(stream);
    assertThat(aws.logs().messages(Definitions.LOG_GROUP, stream)).containsExactly("one", "two");
  }

  @Test
  void theOverrideBeatsTheSecretsAndTheSecretsTheDefinition() throws Exception {
    CompletableFuture<Map<String, String>> seen = new CompletableFuture<>();
    restart(
        (spec, terminated) -> {
          seen.complete(spec.environment());
          return 0;
        });
    String secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf";
    aws.secrets().put(secret, "{\"password\":\"s3cret\"}");
    aws.secrets().put("/db/user", "flyway");
    prepare(
        Definitions.FLYWAY.replace(
            "\"command\"",
            """
            "secrets": [
              {"name": "PASSWORD", "valueFrom": "%s:password::"},
              {"name": "SECRET", "valueFrom": "%s"},
              {"name": "USER", "valueFrom": "arn:aws:ssm:eu-west-1:123456789012:parameter/db/user"},
              {"name": "SCHEMA", "valueFrom": "/db/user"}
            ],
            "command"\
            """
                .formatted(secret, secret)));
    KeyValuePair user = KeyValuePair.builder().name("USER").value("other").build();
    run(request -> request.overrides(override(c -> c.environment(user))));
    assertThat(seen.get(10, TimeUnit.SECONDS))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "PASSWORD", "s3cret",
                "SECRET", "{\"password\":\"s3cret\"}",
                "SCHEMA", "flyway",
                "USER", "other"));
  }

  @Test
  void aSecretThatIsMissingKeepsTheTaskFromStarting() throws Exception {
    prepare(
        Definitions.FLYWAY.replace(
            "\"command\"",
            "\"secrets\": [{\"name\": \"P\", \"valueFrom\":"
                + " \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:no\"}], \"command\""));
    Task task = stopped(run(request -> {}).taskArn());
    assertThat(task.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
    assertThat(task.stoppedReason())
        .startsWith("ResourceInitializationError: unable to pull secrets or registry auth")
        .endsWith("ResourceNotFoundException: Secrets Manager can't find the specified secret.");
    assertThat(task.containers().get(0).exitCode()).isNull();
  }

  @Test
  void aMissingLogGroupKeepsTheTaskFromStartingUnlessItMayBeCreated() throws Exception {
    aws.ecs().createCluster("staging");
    aws.ecs().registerTaskDefinition(Definitions.FLYWAY);
    assertThat(stopped(run(request -> {}).taskArn()).stoppedReason())
        .startsWith("ResourceInitializationError: failed to validate logger args");
    aws.ecs()
        .registerTaskDefinition(
            Definitions.FLYWAY.replace(
                "\"awslogs-group\"", "\"awslogs-create-group\": \"true\", \"awslogs-group\""));
    assertThat(stopped(run(request -> {}).taskArn()).stopCode())
        .isEqualTo(TaskStopCode.ESSENTIAL_CONTAINER_EXITED);
    assertThat(aws.logs().streams(Definitions.LOG_GROUP)).hasSize(1);
  }

  @Test
  void anImageThatCannotBePulledLeavesNoExitCode() throws Exception {
    prepare(Definitions.FLYWAY.replace("flyway/flyway:12", "missing:1"));
    Task task = stopped(run(request -> {}).taskArn());
    assertThat(task.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
    assertThat(task.stoppedReason())
        .isEqualTo("CannotPullContainerError: failed to resolve ref missing:1: not found");
    assertThat(task.containers().get(0).reason()).isEqualTo(task.stoppedReason());
    assertThat(task.containers().get(0).exitCode()).isNull();
    assertThat(task.containers().get(0).imageDigest()).isNull();
    assertThat(task.startedAt()).isNull();
  }

  @Test
  void stopTaskTerminatesTheContainer() throws Exception {
    restart(ProgramRuntime.untilTerminated());
    prepare();
    String arn = run(request -> {}).taskArn();
    awaitRunning(arn);
    Task asked = ecs().stopTask(r -> r.cluster("staging").task(arn).reason("job cancelled")).task();
    assertThat(asked.desiredStatus()).isEqualTo("STOPPED");
    Task task = stopped(arn);
    assertThat(task.stopCode()).isEqualTo(TaskStopCode.USER_INITIATED);
    assertThat(task.stoppedReason()).isEqualTo("job cancelled");
    assertThat(task.containers().get(0).exitCode()).isEqualTo(143);
  }

  @Test
  void whatDoesNotStopInTimeIsKilled() throws Exception {
    restart(
        (spec, terminated) -> {
          new CompletableFuture<Void>().join();
          return 0;
        });
    aws.ecs().timings(TaskTimings.immediate().withStopTimeout(Duration.ofMillis(20)));
    prepare();
    String arn = run(request -> {}).taskArn();
    awaitRunning(arn);
    ecs().stopTask(r -> r.cluster("staging").task(arn));
    assertThat(stopped(arn).containers().get(0).exitCode()).isEqualTo(137);
  }

  @Test
  void aTaskThatIsStoppedEarlyNeverRuns() throws Exception {
    aws.ecs().timings(TaskTimings.immediate().withProvisioning(Duration.ofHours(1)));
    prepare();
    String arn = run(request -> {}).taskArn();
    ecs().stopTask(r -> r.cluster("staging").task(arn));
    Task task = stopped(arn);
    assertThat(task.stopCode()).isEqualTo(TaskStopCode.USER_INITIATED);
    assertThat(task.containers().get(0).exitCode()).isNull();
    assertThat(task.startedAt()).isNull();
  }

  @Test
  void theEndOfAnEssentialContainerEndsTheOthers() throws Exception {
    restart(
        (spec, terminated) -> {
          if (spec.image().equals("sidecar")) {
            terminated.join();
            return 143;
          }
          return 3;
        });
    prepare(
        Definitions.FLYWAY.replace(
            "\"containerDefinitions\": [",
            "\"containerDefinitions\": [{\"name\": \"agent\", \"image\": \"sidecar\","
                + " \"essential\": false},"));
    Task task = stopped(run(request -> {}).taskArn());
    assertThat(task.containers()).extracting(Container::name).containsExactly("agent", "flyway");
    assertThat(task.containers()).extracting(Container::exitCode).containsExactly(143, 3);
  }

  @Test
  void theSameClientTokenMeansTheSameTask() throws Exception {
    prepare();
    Task first = run(request -> request.clientToken("deploy-1"));
    Task second = run(request -> request.clientToken("deploy-1"));
    assertThat(second.taskArn()).isEqualTo(first.taskArn());
    assertThatThrownBy(() -> run(request -> request.clientToken("deploy-1").startedBy("other")))
        .isInstanceOfSatisfying(
            ConflictException.class,
            e -> assertThat(e.resourceIds()).containsExactly(first.taskArn()));
    assertThat(run(request -> {}).taskArn()).isNotEqualTo(first.taskArn());
  }

  @Test
  void tasksAreListedByTheirFilters() throws Exception {
    prepare();
    String arn = run(request -> request.startedBy("job/1")).taskArn();
    stopped(arn);
    assertThat(ecs().listTasks(r -> r.cluster("staging").startedBy("job/1")).taskArns()).isEmpty();
    assertThat(
            ecs()
                .listTasks(
                    r -> r.cluster("staging").family("flyway").desiredStatus(DesiredStatus.STOPPED))
                .taskArns())
        .containsExactly(arn);
    assertThat(
            ecs()
                .listTasks(
                    r -> r.cluster("staging").family("fly").desiredStatus(DesiredStatus.STOPPED))
                .taskArns())
        .isEmpty();
    run(request -> {});
    run(request -> {});
    assertThatThrownBy(
            () -> ecs().listTasks(r -> r.cluster("staging").startedBy("x").family("flyway")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("cannot specify startedBy with other arguments");
  }

  @Test
  void aListHasPages() throws Exception {
    prepare();
    List<String> arns =
        ecs().runTask(r -> asked(r).count(5)).tasks().stream().map(Task::taskArn).toList();
    for (String arn : arns) {
      stopped(arn);
    }
    assertThat(
            ecs()
                .listTasksPaginator(
                    r -> r.cluster("staging").maxResults(2).desiredStatus(DesiredStatus.STOPPED))
                .taskArns())
        .containsExactlyElementsOf(arns);
    assertThat(aws.calls().count("ListTasks")).isEqualTo(3);
  }

  @Test
  void anUnknownTaskIsMissing() {
    prepare();
    var answer = ecs().describeTasks(r -> r.cluster("staging").tasks("nope"));
    assertThat(answer.tasks()).isEmpty();
    assertThat(answer.failures())
        .extracting(failure -> failure.reason() + " " + failure.arn())
        .containsExactly("MISSING arn:aws:ecs:eu-west-1:123456789012:task/staging/nope");
  }

  private void prepare() {
    prepare(Definitions.FLYWAY);
  }

  private void prepare(String definition) {
    aws.ecs().createCluster("staging");
    aws.ecs().registerTaskDefinition(definition);
    aws.logs().createLogGroup(Definitions.LOG_GROUP);
  }

  private void restart(ProgramRuntime.Program program) {
    aws.close();
    aws = LocalAws.start(new ProgramRuntime(program));
  }

  private EcsClient ecs() {
    return new SdkClients(aws.uri()).ecs();
  }

  private Task run(Consumer<RunTaskRequest.Builder> more) {
    return ecs().runTask(request -> more.accept(asked(request))).tasks().get(0);
  }

  private static RunTaskRequest.Builder asked(RunTaskRequest.Builder request) {
    return request
        .cluster("staging")
        .taskDefinition("flyway")
        .launchType(LaunchType.FARGATE)
        .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-0a1b")));
  }

  private static TaskOverride override(Consumer<ContainerOverride.Builder> change) {
    ContainerOverride.Builder override = ContainerOverride.builder().name("flyway");
    change.accept(override);
    return TaskOverride.builder().containerOverrides(override.build()).build();
  }

  private void awaitRunning(String arn) {
    ecs()
        .waiter()
        .waitUntilTasksRunning(
            r -> r.cluster("staging").tasks(arn),
            w -> w.backoffStrategyV2(BackoffStrategy.retryImmediately()).maxAttempts(10_000));
  }

  private Task stopped(String arn) throws Exception {
    aws.ecs().stopped(arn).get(10, TimeUnit.SECONDS);
    return ecs().describeTasks(r -> r.cluster("staging").tasks(arn)).tasks().get(0);
  }
}
