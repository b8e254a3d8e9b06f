package dev.migratedeploy.deploy;

import dev.migratedeploy.task.ContainerState;
import dev.migratedeploy.task.TaskState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a container never ran, in words, with what mends it (ECS guide, "Stopped task errors"). */
final class StartFailure {
  private static final String NO_ROUTE =
      "give the subnets a NAT gateway or the VPC endpoints that the service needs, or set"
          + " assign-public-ip: true";

  private static final String NO_REGISTRY =
      "the image could not be pulled: the task has no route to the registry";
  private static final String REGISTRY_ROUTE = NO_ROUTE + " (ECR needs ecr.api, ecr.dkr and S3)";

  private static final String DENIED = "the image could not be pulled: the registry denies access";
  private static final String PULL_ROLE =
      "allow the task's execution role to pull from the repository"
          + " (AmazonECSTaskExecutionRolePolicy)";

  private static final String NETWORK =
      "check subnets and security-groups in the settings: they must exist, belong to one VPC, and"
          + " the subnets must have free addresses";

  private static final List<Cause> KNOWN =
      List.of(
          new Cause(
              "cannotpull",
              List.of("timeout", "deadline exceeded", "no such host", "connection refused"),
              NO_REGISTRY,
              REGISTRY_ROUTE),
          new Cause(
              "cannotpull",
              List.of("not found", "manifest unknown", "does not exist"),
              "the image could not be pulled: the registry does not have it",
              "check that the task's account and region have the repository of image.repository"),
          new Cause(
              "cannotpull",
              // Not by the status alone: every digest and account id has digits.
              List.of("forbidden", "denied", "unauthorized", "no basic auth"),
              DENIED,
              PULL_ROLE),
          new Cause(
              "retrieve ecr registry auth",
              List.of("accessdenied", "not authorized"),
              DENIED,
              PULL_ROLE),
          new Cause(
              "retrieve ecr registry auth",
              List.of("timeout", "deadline exceeded", "no such host", "connection refused"),
              NO_REGISTRY,
              REGISTRY_ROUTE),
          new Cause(
              "cannotpull",
              List.of(""),
              "the image could not be pulled",
              "read what ECS says, mend it, and retry the job"),
          new Cause(
              "secret",
              List.of("accessdenied", "not authorized"),
              "a secret of the task definition could not be fetched: access is denied",
              "allow the task's execution role secretsmanager:GetSecretValue or ssm:GetParameters,"
                  + " and kms:Decrypt, on it"),
          new Cause(
              "secret",
              List.of("notfound", "can't find", "invalid parameters"),
              "a secret of the task definition does not exist",
              "create the secret, or correct its name in the task definition"),
          new Cause(
              "secret",
              List.of("timeout", "deadline exceeded"),
              "a secret of the task definition could not be fetched: the task has no route to it",
              NO_ROUTE + " (secretsmanager or ssm)"),
          new Cause(
              "logger args",
              List.of(""),
              "the log group of the task definition does not exist",
              "create the log group, or set awslogs-create-group in the task definition"),
          new Cause(
              "network interface",
              List.of(""),
              "the task got no network interface in its subnet",
              NETWORK),
          new Cause(
              "capacity",
              List.of(""),
              "there is no capacity for the task",
              "retry the job; if it stays so, name more subnets or use another launch type"),
          new Cause(
              "executable file not found",
              List.of(""),
              "the container could not be started: its program is not in the image",
              "check entryPoint in the task definition and image.entrypoint in the settings"));

  private StartFailure() {}

  static Explanation explain(TaskState state, Optional<ContainerState> container) {
    String words =
        container
            .flatMap(ContainerState::reason)
            .or(state::stoppedReason)
            .or(state::stopCode)
            .orElse("ECS gives no reason");
    String all = (state.stoppedReason().orElse("") + " " + words).toLowerCase(Locale.ROOT);
    Explanation known =
        KNOWN.stream()
            .filter(cause -> cause.fits(all))
            .findFirst()
            .map(cause -> Explanation.of(cause.sentence()).next(cause.next()))
            .orElseGet(() -> other(state));
    return known.details(List.of(words.strip())).state("nothing was applied; a retry is safe");
  }

  private static Explanation other(TaskState state) {
    return Explanation.of(
            state.stopCode().filter("UserInitiated"::equals).isPresent()
                ? "the task was stopped by a user before its container ran"
                : "the container never ran")
        .next("read what ECS says, mend it, and retry the job");
  }

  /** A known cause: its text has the topic, and one of the signs. */
  private record Cause(String topic, List<String> signs, String sentence, String next) {
    boolean fits(String text) {
      return text.contains(topic) && signs.stream().anyMatch(text::contains);
    }
  }
}
