package dev.migratedeploy.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migratedeploy.demo.RunningTool;
import dev.migratedeploy.demo.Stage;
import dev.migratedeploy.demo.ToolCall;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.aws.LocalAws;
import dev.migratedeploy.localcloud.gitlab.LocalGitLab;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import dev.migratedeploy.localcloud.http.Traffic;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.localcloud.registry.TarLayer;
import dev.migratedeploy.support.QuickTicker;
import dev.migratedeploy.support.WaitableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** GitLab, a registry and AWS whose tasks take no time, for jobs that are killed. */
final class KillCloud implements AutoCloseable {
  /** A deploy job of one environment, whose checkout is there. */
  record Job(String environment, String sha, Path directory, Map<String, String> variables) {}

  private final CountedMigrations migrations = new CountedMigrations();
  private final Traffic traffic = new Traffic();
  private final LocalRegistry registry = LocalRegistry.start();
  private final LocalGitLab gitLab = LocalGitLab.start();
  private final LocalAws aws = LocalAws.start(migrations);
  private final AtomicInteger number = new AtomicInteger();

  KillCloud() {
    registry.put(
        "flyway/flyway",
        "12",
        new LayeredImage(
            List.of(new TarLayer().directory("flyway", 0755).gzip()),
            Map.of("Entrypoint", List.of("flyway"))));
    aws.logs().createLogGroup("/ecs/flyway");
    registry.tell(traffic);
    gitLab.tell(traffic);
    aws.tell(traffic);
  }

  LocalGitLab gitLab() {
    return gitLab;
  }

  CountedMigrations migrations() {
    return migrations;
  }

  /** A job that has not run, with an environment and a repository of its own. */
  Job job() throws IOException {
    return job(Stage::plainSettings);
  }

  /** The same with settings of its own for its environment. */
  Job job(UnaryOperator<String> settings) throws IOException {
    String environment = "kill" + number.incrementAndGet();
    aws.ecs().createCluster(environment);
    aws.ecs().registerTaskDefinition(taskDefinition(environment));
    String sha =
        gitLab
            .repository()
            .commit(
                LocalRepository.DEFAULT_BRANCH,
                Map.of(
                    "db-migrations/migrate-deploy.yml",
                    settings.apply(environment).getBytes(UTF_8),
                    "db-migrations/scripts/V1__tea.sql",
                    ("CREATE TABLE tea (name text); -- " + environment).getBytes(UTF_8)));
    return retried(new Job(environment, sha, Path.of(""), Map.of()));
  }

  /** The same under another number, on a checkout of its own. */
  Job retried(Job job) throws IOException {
    Path directory = Files.createTempDirectory("killed");
    gitLab.repository().checkout(job.sha(), directory);
    Map<String, String> variables =
        new LinkedHashMap<>(gitLab.jobEnvironment(job.sha(), job.environment(), "migrate-deploy"));
    variables.remove("GITLAB_CI");
    variables.put("GITLAB_TOKEN", gitLab.token("read_api"));
    variables.put("AWS_ENDPOINT_URL", aws.uri().toString());
    variables.put("AWS_ACCESS_KEY_ID", "AKIALOCALCLOUD000000");
    variables.put("AWS_SECRET_ACCESS_KEY", "local-cloud");
    variables.put("AWS_REGION", "eu-west-1");
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    variables.put("FLYWAY_BASE_IMAGE", registry.authority() + "/flyway/flyway:12");
    variables.put("FLYWAY_REPOSITORY", registry.authority() + "/" + job.environment());
    variables.put("HOME", directory.toString());
    return new Job(job.environment(), job.sha(), directory, variables);
  }

  RunningTool launch(Job job, Path temporary) {
    Map<String, String> variables = new LinkedHashMap<>(job.variables());
    variables.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    return ToolProcess.launch(job.directory(), variables, List.of("--env", job.environment()));
  }

  /** Runs the job up to a moment. */
  ToolProcess.Result kill(Job job, KillMoment moment, Path temporary) {
    return kill(moment, () -> launch(job, temporary));
  }

  /** Lets a process live up to a moment. */
  ToolProcess.Result kill(KillMoment moment, Supplier<RunningTool> launching) {
    CompletableFuture<RunningTool> tool = new CompletableFuture<>();
    AtomicInteger seen = new AtomicInteger();
    Traffic.Watch killing =
        (host, method, what) -> {
          if (moment.is(host, method, what) && seen.incrementAndGet() == moment.number()) {
            tool.join().killed();
            migrations.letGo();
          }
        };
    Traffic.Watch nothing = (host, method, what) -> {};
    traffic.watch(moment.done() ? nothing : killing, moment.done() ? killing : nothing);
    if (moment.heldBack()) {
      migrations.holdBack();
    }
    try {
      RunningTool running = launching.get();
      tool.complete(running);
      return running.result();
    } finally {
      migrations.letGo();
      traffic.watch(nothing, nothing);
    }
  }

  /** Runs the job to its end. */
  ToolProcess.Result run(Job job, Path temporary) {
    return run(job, temporary, new QuickTicker(), List.of("--env", job.environment()));
  }

  /** Runs what a process with the job's variables and that temporary directory would. */
  ToolProcess.Result run(Job job, Path temporary, WaitableClock ticker, List<String> arguments) {
    String before = System.setProperty("java.io.tmpdir", temporary.toString());
    try {
      return new ToolCall(ticker).run(job.directory(), job.variables(), arguments);
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
  }

  /** How many there are of the environment's task definition. */
  int revisions(Job job) {
    return aws.ecs().newestRevision("flyway-" + job.environment()).path("revision").asInt();
  }

  List<String> tasks(Job job) {
    return aws.ecs().taskArns().stream()
        .filter(arn -> arn.contains(":task/" + job.environment() + "/"))
        .toList();
  }

  @Override
  public void close() {
    aws.close();
    gitLab.close();
    registry.close();
  }

  private static String taskDefinition(String environment) {
    return """
        {
          "family": "flyway-%1$s",
          "networkMode": "awsvpc",
          "requiresCompatibilities": ["FARGATE"],
          "cpu": "256",
          "memory": "512",
          "executionRoleArn": "arn:aws:iam::123456789012:role/ecs-execution",
          "containerDefinitions": [{
            "name": "flyway",
            "image": "flyway/flyway:12",
            "essential": true,
            "environment": [{"name": "FLYWAY_URL", "value": "%1$s"}],
            "logConfiguration": {
              "logDriver": "awslogs",
              "options": {
                "awslogs-group": "/ecs/flyway",
                "awslogs-region": "eu-west-1",
                "awslogs-stream-prefix": "migrate",
                "mode": "blocking"
              }
            }
          }]
        }
        """
        .formatted(environment);
  }
}
