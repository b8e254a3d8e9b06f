package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.AwsAccess;
import dev.migratedeploy.aws.ecs.ComputeOptions;
import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.Launch;
import dev.migratedeploy.aws.ecs.Protection;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskNetwork;
import dev.migratedeploy.aws.ecs.TaskRun;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.ecs.TaskTemplateName;
import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.IfRunning;
import dev.migratedeploy.deploy.request.Inquiry;
import dev.migratedeploy.deploy.request.RunOptions;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.image.Delivery;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.support.VirtualTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One deployment of the project shop/orders to staging, by hand. */
public final class SampleDeploy {
  public static final String DIGEST = "sha256:8620e00f535d" + "0".repeat(52);
  public static final RunningTask TASK =
      new RunningTask(
          "arn:aws:ecs:eu-west-1:123456789012:task/staging/85b626fffac4",
          "staging",
          "flyway:41",
          "flyway");
  public static final PublishedImage IMAGE =
      new PublishedImage(
          "registry.example.com/flyway",
          "m-1",
          DIGEST,
          new Delivery.Pushed(4_096, new Delivery.BaseLayers.There()));
  public static final LogSummary NO_LOG =
      new LogSummary(0, Optional.empty(), Optional.of("the log stream does not exist"));

  private static final Optional<Instant> BEGAN = Optional.of(VirtualTicker.START.plusSeconds(30));

  private SampleDeploy() {}

  public static CiContext ci(String projectPath, String jobId) {
    return CiContext.of(
        Map.of(
            "CI_API_V4_URL",
            "https://gitlab.example.com/api/v4",
            "CI_PROJECT_ID",
            "42",
            "CI_PROJECT_PATH",
            projectPath,
            "CI_COMMIT_SHA",
            "3f2a91c0".repeat(5),
            "CI_JOB_TOKEN",
            "token",
            "CI_JOB_ID",
            jobId));
  }

  public static EnvironmentSettings environment(String name) {
    return new EnvironmentSettings(
        name,
        new AwsAccess(Optional.empty(), Optional.empty()),
        new TaskTemplateName("staging", "flyway", Optional.empty()),
        new ComputeOptions(new Launch.LaunchType("FARGATE"), Optional.empty()),
        new TaskNetwork(List.of("subnet-1"), List.of(), false),
        new TaskRun(List.of("migrate"), Map.of(), Optional.empty()),
        Protection.none());
  }

  public static DeployRequest request() {
    return request("8841");
  }

  /** The same by another job. */
  public static DeployRequest request(String jobId) {
    return request(ci("shop/orders", jobId), environment("staging"));
  }

  private static DeployRequest request(CiContext ci, EnvironmentSettings environment) {
    return new DeployRequest(
        ci,
        environment,
        new ImageSettings(
            "flyway/flyway:12",
            "registry.example.com/flyway",
            List.of("flyway"),
            "/flyway/sql",
            Map.of()),
        new ScriptFolder("db-migrations/scripts", List.of()),
        List.of(),
        new RunOptions(
            Optional.empty(),
            false,
            false,
            Duration.ofMinutes(30),
            CancelPolicy.FINISH,
            IfRunning.AUTO,
            List.of()),
        Inquiry.NONE);
  }

  /** A request that GitLab records, to an environment that names one revision. */
  public static DeployRequest pinned() {
    EnvironmentSettings usual = environment("staging");
    return request(
        CiContext.of(
            Map.of(
                "CI_API_V4_URL",
                "https://gitlab.example.com/api/v4",
                "CI_PROJECT_ID",
                "42",
                "CI_COMMIT_SHA",
                "3f2a91c0".repeat(5),
                "CI_JOB_TOKEN",
                "token",
                "CI_ENVIRONMENT_NAME",
                "staging")),
        new EnvironmentSettings(
            usual.name(),
            usual.access(),
            new TaskTemplateName("staging", "flyway:3", Optional.empty()),
            usual.compute(),
            usual.network(),
            usual.run(),
            usual.protection()));
  }

  public static ContainerState container(String name, String status, Optional<Integer> exitCode) {
    return new ContainerState(
        name, status, exitCode, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The migration container after it has ended by itself, having run the published image. */
  public static ContainerState exited(int exitCode) {
    return exited(exitCode, Optional.empty(), Optional.of(DIGEST));
  }

  public static ContainerState exited(
      int exitCode, Optional<String> reason, Optional<String> digest) {
    return new ContainerState(
        "flyway", "STOPPED", Optional.of(exitCode), reason, digest, Optional.of("85b6-1"));
  }

  public static TaskState pending(String status) {
    return new TaskState(
        status,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(container("flyway", "PENDING", Optional.empty())));
  }

  /** A task for which a capacity provider has no room yet. */
  public static TaskState withoutContainers() {
    return new TaskState(
        "PROVISIONING",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  public static TaskState running() {
    return new TaskState(
        "RUNNING",
        Optional.empty(),
        Optional.empty(),
        BEGAN,
        Optional.empty(),
        List.of(container("flyway", "RUNNING", Optional.empty())));
  }

  /** A task that is not over although the migration container may be. */
  public static TaskState still(
      String status, Optional<String> stopCode, ContainerState... containers) {
    return new TaskState(
        status,
        stopCode,
        stopCode.map(code -> "Essential container in task exited"),
        BEGAN,
        Optional.empty(),
        List.of(containers));
  }

  public static TaskState stopped(ContainerState... containers) {
    return stopped("EssentialContainerExited", "Essential container in task exited", containers);
  }

  public static TaskState stopped(String stopCode, String reason, ContainerState... containers) {
    return new TaskState(
        "STOPPED",
        Optional.of(stopCode),
        Optional.of(reason),
        BEGAN,
        Optional.of(VirtualTicker.START.plusSeconds(60)),
        List.of(containers));
  }

  /** A task whose containers never ran. */
  public static TaskState failedToStart(
      String stopCode, String taskReason, Optional<String> reason) {
    return new TaskState(
        "STOPPED",
        Optional.of(stopCode),
        Optional.of(taskReason),
        Optional.empty(),
        Optional.of(VirtualTicker.START.plusSeconds(60)),
        List.of(
            new ContainerState(
                "flyway",
                "STOPPED",
                Optional.empty(),
                reason,
                Optional.empty(),
                Optional.empty())));
  }

  public static LogSummary log(int lines, EndMarker end) {
    return new LogSummary(lines, Optional.of(end), Optional.empty());
  }

  public static LogSummary withoutEnd(int lines) {
    return new LogSummary(lines, Optional.empty(), Optional.empty());
  }
}
