package dev.migratedeploy.localcloud;

import dev.migratedeploy.localcloud.aws.LocalAws;
import dev.migratedeploy.localcloud.container.FlywayBaseImage;
import dev.migratedeploy.localcloud.container.ProcessRuntime;
import dev.migratedeploy.localcloud.container.RegistryLogin;
import dev.migratedeploy.localcloud.gitlab.LocalGitLab;
import dev.migratedeploy.localcloud.http.Traffic;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All that a team has: a GitLab project, a registry with a Flyway base image, an AWS account and a
 * database. Nothing but this machine's loopback interface is used.
 */
public final class LocalCloud implements AutoCloseable {
  static final String BASE_REPOSITORY = "flyway/flyway";
  static final String BASE_TAG = "12";
  static final String REPOSITORY = "flyway";
  public static final String LOG_GROUP = "/ecs/flyway";

  private static final String REGISTRY_USER = "ci";

  private final String registryPassword = UUID.randomUUID().toString();
  private final Traffic traffic = new Traffic();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final LocalGitLab gitlab;
  private final LocalRegistry registry;
  private final LocalAws aws;
  private final ProcessRuntime runtime;
  private final LocalDatabase database;

  private LocalCloud() {
    CompletableFuture<LocalDatabase> starting =
        CompletableFuture.supplyAsync(() -> LocalDatabase.start(UUID.randomUUID().toString()));
    registry = LocalRegistry.start();
    FlywayBaseImage.put(registry, BASE_REPOSITORY, BASE_TAG);
    runtime = new ProcessRuntime(new RegistryLogin(REGISTRY_USER, registryPassword));
    aws = LocalAws.start(runtime);
    aws.ecr().registry(registryUri());
    aws.logs().createLogGroup(LOG_GROUP);
    registry.requireLogin(this::knows);
    gitlab = LocalGitLab.start();
    registry.tell(traffic);
    aws.tell(traffic);
    gitlab.tell(traffic);
    database = started(starting);
  }

  private static LocalDatabase started(CompletableFuture<LocalDatabase> starting) {
    try {
      return starting.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof NoServerException none ? none : e;
    }
  }

  /**
   * Starts all of it.
   *
   * @throws NoServerException if there is no database for this machine
   */
  public static LocalCloud start() {
    return new LocalCloud();
  }

  /**
   * Makes an environment: a database, a cluster, and a task definition {@code flyway-NAME} that
   * gets the database's password as a secret.
   */
  public void addEnvironment(String name) {
    addEnvironment(name, name, "flyway-" + name);
  }

  /** The same where the cluster and the task definition have names of their own. */
  public void addEnvironment(String name, String cluster, String family) {
    database.create(name);
    aws.ecs().createCluster(cluster);
    aws.secrets().put(secret(name), database.password());
    aws.ecs().registerTaskDefinition(taskDefinition(name, family, secret(name)));
  }

  /**
   * Makes a database beside that of an environment, whose user and password are good for it too.
   */
  public void addDatabase(String name) {
    database.create(name);
  }

  /** The same with what another one holds, to which nobody is connected. */
  public void copyDatabase(String original, String name) {
    database.copy(original, name);
  }

  /** Lets the log driver of an environment join lines up to one that matches a pattern. */
  public void joinLogLines(String name, String pattern) {
    aws.ecs()
        .registerTaskDefinition(
            taskDefinition(name, "flyway-" + name, secret(name))
                .replace(
                    "\"mode\": \"blocking\"",
                    "\"mode\": \"blocking\", \"awslogs-multiline-pattern\": \"%s\""
                        .formatted(pattern)));
  }

  private static String secret(String name) {
    return "arn:aws:secretsmanager:eu-west-1:123456789012:secret:" + name + "/flyway-a1b2c3";
  }

  /** What a job of this project finds in its environment beside GitLab's own variables. */
  public Map<String, String> jobVariables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("GITLAB_TOKEN", gitlab.token("read_api"));
    variables.put("AWS_ENDPOINT_URL", aws.uri().toString());
    variables.put("AWS_ACCESS_KEY_ID", "AKIALOCALCLOUD000000");
    variables.put("AWS_SECRET_ACCESS_KEY", "local-cloud");
    variables.put("AWS_REGION", "eu-west-1");
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    variables.put("DOCKER_AUTH_CONFIG", dockerLogin());
    variables.put(
        "FLYWAY_BASE_IMAGE", registry.authority() + "/" + BASE_REPOSITORY + ":" + BASE_TAG);
    variables.put("FLYWAY_REPOSITORY", registry.authority() + "/" + REPOSITORY);
    return variables;
  }

  public LocalGitLab gitlab() {
    return gitlab;
  }

  public LocalRegistry registry() {
    return registry;
  }

  public LocalAws aws() {
    return aws;
  }

  /** What was asked of all of them. */
  public Traffic traffic() {
    return traffic;
  }

  public LocalDatabase database() {
    return database;
  }

  /** At the end of its scope, and of the process: the second one finds nothing to do. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    aws.close();
    runtime.close();
    gitlab.close();
    registry.close();
    database.close();
  }

  private boolean knows(String user, String password) {
    return (user.equals(REGISTRY_USER) && password.equals(registryPassword))
        || aws.ecr().accepts(user, password);
  }

  private URI registryUri() {
    return URI.create("http://" + registry.authority());
  }

  private String dockerLogin() {
    String login =
        Base64.getEncoder()
            .encodeToString(
                (REGISTRY_USER + ":" + registryPassword).getBytes(StandardCharsets.UTF_8));
    return "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.authority(), login);
  }

  private String taskDefinition(String environment, String family, String secret) {
    return """
    {
      "family": "%1$s",
      "networkMode": "awsvpc",
      "requiresCompatibilities": ["FARGATE"],
      "cpu": "256",
      "memory": "512",
      "executionRoleArn": "arn:aws:iam::123456789012:role/ecs-execution",
      "taskRoleArn": "arn:aws:iam::123456789012:role/flyway",
      "tags": [{"key": "managed-by", "value": "terraform"}],
      "containerDefinitions": [{
        "name": "flyway",
        "image": "flyway/flyway:12",
        "essential": true,
        "environment": [
          {"name": "FLYWAY_URL", "value": "%2$s"},
          {"name": "FLYWAY_USER", "value": "%3$s"},
          {"name": "FLYWAY_CONNECT_RETRIES", "value": "3"}
        ],
        "secrets": [{"name": "FLYWAY_PASSWORD", "valueFrom": "%4$s"}],
        "logConfiguration": {
          "logDriver": "awslogs",
          "options": {
            "awslogs-group": "%5$s",
            "awslogs-region": "eu-west-1",
            "awslogs-stream-prefix": "migrate",
            "mode": "blocking"
          }
        }
      }]
    }
    """
        .formatted(family, database.url(environment), LocalDatabase.USER, secret, LOG_GROUP);
  }
}
