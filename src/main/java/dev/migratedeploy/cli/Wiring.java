package dev.migratedeploy.cli;

import dev.migratedeploy.aws.AwsClients;
import dev.migratedeploy.changes.GitLabDeployments;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.deploy.Deploy;
import dev.migratedeploy.deploy.DeployOrder;
import dev.migratedeploy.deploy.Heading;
import dev.migratedeploy.deploy.Journal;
import dev.migratedeploy.deploy.TaskFollower;
import dev.migratedeploy.image.EcrLogins;
import dev.migratedeploy.image.JibImages;
import dev.migratedeploy.image.RegistryLogins;
import dev.migratedeploy.logs.CloudWatchLogs;
import dev.migratedeploy.logs.LogSource;
import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.problem.RefusedException;
import dev.migratedeploy.scripts.ScriptFolder;
import dev.migratedeploy.scripts.ScriptNames;
import dev.migratedeploy.settings.ImageFiles;
import dev.migratedeploy.settings.Settings;
import dev.migratedeploy.settings.SettingsFile;
import dev.migratedeploy.task.EcsTasks;
import dev.migratedeploy.task.LogDestination;
import dev.migratedeploy.task.RunningTask;
import dev.migratedeploy.task.Tasks;
import dev.migratedeploy.time.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClientBuilder;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Reads what a deploy needs to know, and puts the adapters together. */
final class Wiring implements AutoCloseable {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

  private final Surroundings surroundings;
  private final DeployOptions options;
  private final List<String> arguments;
  private final Deque<SdkAutoCloseable> opened = new ArrayDeque<>();

  Wiring(Surroundings surroundings, DeployOptions options, List<String> arguments) {
    this.surroundings = surroundings;
    this.options = options;
    this.arguments = arguments;
  }

  Deploy deploy(Journal journal, Ticker ticker) {
    Settings settings = settings();
    CiContext ci = CiContext.of(surroundings.variables());
    journal.begun(Heading.of(Version.current(), ci, settings.environment().name()));
    DeployOrder order = order(settings, ci);
    AwsClients aws =
        open(AwsClients.of(settings.environment().region(), settings.environment().roleArn(), ci));
    Tasks tasks = new EcsTasks(open(aws.build(EcsClient.builder())), ticker);
    return new Deploy(
        order,
        new ScriptDetection(
            new GitLabDeployments(ci, ticker::sleep),
            folderInRepository(settings.scripts()),
            ScriptFolder::counts),
        new JibImages(
            RegistryLogins.of(
                new EcrLogins(region -> aws.in(region).build(EcrClient.builder())),
                surroundings.variables())),
        tasks,
        new TaskFollower(tasks, (task, log) -> log(aws, task, log), journal, ticker),
        journal);
  }

  private Settings settings() {
    if (options.environment == null || options.environment.isBlank()) {
      throw new RefusedException(
          Problem.of(
              "no environment was named",
              "name one with --env NAME, or with the variable MIGRATE_DEPLOY_ENV"));
    }
    return SettingsFile.read(
        surroundings.directory().resolve(options.config),
        options.environment,
        surroundings.variables());
  }

  private DeployOrder order(Settings settings, CiContext ci) {
    Path directory = surroundings.directory();
    ScriptFolder scripts = ScriptFolder.read(directory, settings.scripts());
    if (runsFlyway(settings)) {
      ScriptNames.check(scripts.folder(), scripts.scripts());
    }
    return new DeployOrder(
        ci,
        settings.environment(),
        settings.image(),
        scripts,
        ImageFiles.collect(directory, directory.resolve(options.config), settings.image()),
        Optional.ofNullable(options.since),
        options.force,
        options.dryRun,
        Optional.ofNullable(options.timeout)
            .or(settings.environment()::timeout)
            .orElse(DEFAULT_TIMEOUT),
        arguments);
  }

  /** Other tools have other rules for the names of their scripts. */
  private static boolean runsFlyway(Settings settings) {
    String program = settings.image().entrypoint().get(0);
    return program.substring(program.lastIndexOf('/') + 1).equals("flyway");
  }

  /** A job may run in a folder below the checkout; GitLab knows paths from the checkout's root. */
  private String folderInRepository(String scripts) {
    Path here = surroundings.directory().toAbsolutePath().normalize();
    return Optional.ofNullable(surroundings.variables().get("CI_PROJECT_DIR"))
        .map(root -> Path.of(root).toAbsolutePath().normalize())
        .filter(here::startsWith)
        .map(root -> root.relativize(here).resolve(scripts).normalize().toString())
        .orElse(scripts);
  }

  private LogSource log(AwsClients aws, RunningTask task, LogDestination.CloudWatch log) {
    CloudWatchLogsClientBuilder builder = CloudWatchLogsClient.builder();
    CloudWatchLogsClient client =
        log.region()
            .map(region -> aws.in(region).build(builder))
            .orElseGet(() -> aws.build(builder));
    return new CloudWatchLogs(open(client), log, task);
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
