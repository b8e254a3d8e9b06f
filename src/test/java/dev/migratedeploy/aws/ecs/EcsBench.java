package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.localcloud.aws.LocalAws;
import dev.migratedeploy.localcloud.aws.ProgramRuntime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ecs.EcsClient;

/** An ECS with a cluster {@code staging}, and our adapter to it. */
final class EcsBench implements AutoCloseable {
  static final String IMAGE = "registry.example.com/flyway@sha256:" + "c".repeat(64);

  /** A family {@code flyway} with one container of that name, on Fargate. */
  static final String FLYWAY =
      """
      {
        "family": "flyway", "networkMode": "awsvpc", "cpu": "256", "memory": "512",
        "requiresCompatibilities": ["FARGATE"],
        "containerDefinitions": [{"name": "flyway", "image": "flyway/flyway:12"}]
      }
      """;

  final LocalAws aws;
  final EcsClient client;
  final EcsTasks tasks;

  EcsBench() {
    this(ProgramRuntime.echo());
  }

  EcsBench(ProgramRuntime runtime) {
    aws = LocalAws.start(runtime);
    aws.ecs().createCluster("staging");
    client =
        EcsClient.builder()
            .endpointOverride(aws.uri())
            .region(Region.EU_WEST_1)
            .overrideConfiguration(
                c ->
                    c.retryStrategy(
                        retry ->
                            retry
                                .backoffStrategy(BackoffStrategy.retryImmediately())
                                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIALOCAL", "secret")))
            .build();
    tasks = new EcsTasks(client);
  }

  /** The environment {@code staging} with the family {@code flyway} and one subnet. */
  static EnvironmentSettings environment() {
    return environment("staging", "flyway", Optional.empty(), List.of("subnet-1"));
  }

  static EnvironmentSettings environment(
      String cluster, String definition, Optional<String> container, List<String> subnets) {
    return new EnvironmentSettings(
        "staging",
        new AwsAccess(Optional.empty(), Optional.empty()),
        new TaskTemplateName(cluster, definition, container),
        new ComputeOptions(new Launch.LaunchType("FARGATE"), Optional.empty()),
        new TaskNetwork(subnets, List.of(), false),
        new TaskRun(List.of("migrate"), Map.of(), Optional.empty()),
        Protection.none());
  }

  TaskTemplate template() {
    return tasks.template(environment());
  }

  static TaskSpec spec() {
    return spec("token-1");
  }

  static TaskSpec spec(String clientToken) {
    return new TaskSpec(
        "staging",
        new MigrationContainer(IMAGE, false, List.of("migrate"), Map.of()),
        new ComputeOptions(new Launch.LaunchType("FARGATE"), Optional.empty()),
        new TaskNetwork(List.of("subnet-1"), List.of(), false),
        "migrate-deploy/staging",
        clientToken,
        Map.of());
  }

  /** The task that one attempt starts. */
  RunningTask start(TaskTemplate template, TaskSpec spec) {
    return ((LaunchResult.Started) tasks.prepare(template, spec).attempt()).task();
  }

  /** The same by a job that knows nothing of what this one has registered. */
  RunningTask startOfAnotherJob(TaskTemplate template, TaskSpec spec) {
    return ((LaunchResult.Started) new EcsTasks(client).prepare(template, spec).attempt()).task();
  }

  @Override
  public void close() {
    client.close();
    aws.close();
  }
}
