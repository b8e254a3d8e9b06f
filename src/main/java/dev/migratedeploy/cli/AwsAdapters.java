package dev.migratedeploy.cli;

import dev.migratedeploy.aws.AwsClients;
import dev.migratedeploy.aws.ecs.EcsTasks;
import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.aws.logs.CloudWatchLogs;
import dev.migratedeploy.aws.logs.CloudWatchManyLogs;
import dev.migratedeploy.aws.logs.LogSource;
import dev.migratedeploy.aws.logs.ManyLogs;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.image.EcrLogins;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.image.Images;
import dev.migratedeploy.image.JibAccess;
import dev.migratedeploy.image.JibImages;
import dev.migratedeploy.image.RegistryAccess;
import dev.migratedeploy.image.RegistryCredentials;
import dev.migratedeploy.project.Settings;
import dev.migratedeploy.secrets.KnownSecrets;
import dev.migratedeploy.support.Prefetch;
import dev.migratedeploy.support.Sleeper;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClientBuilder;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** What a command needs of AWS: tasks, images and logs, whose clients it closes at its end. */
final class AwsAdapters implements AutoCloseable {
  private final Map<String, String> variables;
  private final KnownSecrets secrets;
  private final Sleeper sleeper;
  private final Deque<SdkAutoCloseable> opened = new ConcurrentLinkedDeque<>();
  private final Map<LogRegion, CloudWatchLogsClient> logClients = new ConcurrentHashMap<>();

  /**
   * All of it.
   *
   * @param secrets gets what AWS and registries give
   */
  AwsAdapters(Map<String, String> variables, KnownSecrets secrets, Sleeper sleeper) {
    this.sleeper = sleeper;
    this.variables = variables;
    this.secrets = secrets;
  }

  AwsClients clients(Settings settings, CiContext ci) {
    return open(
        AwsClients.of(
            settings.environment().region(),
            settings.environment().roleArn(),
            settings.environment().name(),
            ci,
            secrets::add));
  }

  Tasks tasks(AwsClients aws) {
    return new LazyTasks(Prefetch.of(() -> ecs(aws)));
  }

  EcsTasks ecs(AwsClients aws) {
    return new EcsTasks(open(aws.build(EcsClient.builder())));
  }

  Images images(AwsClients aws, ImageSettings image) {
    return new JibImages(logins(aws), sleeper).expecting(image.base(), image.repository());
  }

  RegistryAccess access(AwsClients aws, ImageSettings image) {
    return new JibAccess(logins(aws), image.base(), image.repository(), sleeper);
  }

  private RegistryCredentials logins(AwsClients aws) {
    return RegistryCredentials.of(
        new EcrLogins(region -> aws.in(region).build(EcrClient.builder())),
        variables,
        secrets::add);
  }

  /**
   * The log of a task.
   *
   * @throws IllegalArgumentException if it cannot be read from there
   */
  LogSource log(AwsClients aws, RunningTask task, LogDestination destination) {
    if (destination instanceof LogDestination.CloudWatch log) {
      return new CloudWatchLogs(logs(aws, log), log, task);
    }
    throw new IllegalArgumentException("no log source for " + destination);
  }

  /**
   * The logs of many tasks.
   *
   * @throws IllegalArgumentException if they cannot be read from there
   */
  ManyLogs manyLogs(AwsClients aws, LogDestination destination) {
    if (destination instanceof LogDestination.CloudWatch log) {
      return new CloudWatchManyLogs(logs(aws, log), log);
    }
    throw new IllegalArgumentException("no log source for " + destination);
  }

  /** One for all logs of a Region: a fleet has thousands of them. */
  CloudWatchLogsClient logs(AwsClients aws, LogDestination.CloudWatch log) {
    return logClients.computeIfAbsent(
        new LogRegion(aws, log.region()), region -> open(region.client()));
  }

  private record LogRegion(AwsClients aws, Optional<String> region) {
    CloudWatchLogsClient client() {
      CloudWatchLogsClientBuilder builder = CloudWatchLogsClient.builder();
      return region.map(other -> aws.in(other).build(builder)).orElseGet(() -> aws.build(builder));
    }
  }

  private <T extends SdkAutoCloseable> T open(T client) {
    opened.push(client);
    return client;
  }

  @Override
  public void close() {
    opened.forEach(SdkAutoCloseable::close);
  }
}
