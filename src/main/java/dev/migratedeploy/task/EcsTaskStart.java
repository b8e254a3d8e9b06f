package dev.migratedeploy.task;

import dev.migratedeploy.aws.AwsFailure;
import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.problem.ProblemException;
import dev.migratedeploy.problem.RefusedException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

/** RunTask, with its answer told apart: started, not started, not known. */
final class EcsTaskStart implements TaskStart {
  /** ECS' words for its quotas of tasks and of vCPUs on Fargate. */
  private static final String LIMIT_OF_THE_ACCOUNT = "reached the limit on the number of";

  private final EcsClient ecs;
  private final RunTaskRequest request;
  private final String revision;
  private final String container;

  EcsTaskStart(EcsClient ecs, RunTaskRequest request, String revision, String container) {
    this.ecs = ecs;
    this.request =
        request.toBuilder()
            .overrideConfiguration(c -> c.addPlugin(EcsTaskStart::withoutRetries))
            .build();
    this.revision = revision;
    this.container = container;
  }

  /** A retry of the SDK's own would hide that the answer before it was lost. */
  private static void withoutRetries(SdkServiceClientConfiguration.Builder client) {
    client.overrideConfiguration(
        client.overrideConfiguration().toBuilder()
            .retryStrategy(AwsRetryStrategy.doNotRetry())
            .build());
  }

  @Override
  public StartAnswer attempt() {
    try {
      RunTaskResponse response = ecs.runTask(request);
      return response.tasks().isEmpty()
          ? notStarted(response.failures())
          : started(response.tasks().get(0).taskArn());
    } catch (ConflictException e) {
      // This job's token has started a task already, with other words: that task is this job's.
      if (e.resourceIds().isEmpty()) {
        throw failure(e);
      }
      return started(e.resourceIds().get(0));
    } catch (SdkException e) {
      ProblemException failure = failure(e);
      if (surelyNotStarted(e)) {
        return new StartAnswer.NotNow(failure.problem());
      }
      if (failure instanceof RefusedException) {
        throw isOfTheNetwork(failure) ? ofTheNetwork(failure) : failure;
      }
      return new StartAnswer.Lost(failure.problem());
    }
  }

  private StartAnswer started(String arn) {
    return new StartAnswer.Started(new RunningTask(arn, request.cluster(), revision, container));
  }

  private StartAnswer notStarted(List<Failure> failures) {
    failures.stream()
        .filter(failure -> "MISSING".equals(failure.reason()))
        .findFirst()
        .ifPresent(EcsTaskStart::refuse);
    return new StartAnswer.NotNow(
        Problem.of(
            "cluster " + request.cluster() + " has no room for the task: " + words(failures),
            "retry the job; if it stays so, give the cluster more capacity or the task less cpu and"
                + " memory"));
  }

  private static void refuse(Failure failure) {
    throw new RefusedException(
        Problem.of(
            "could not start the task: ECS does not find " + failure.arn(),
            "correct the cluster or the capacity provider in the settings"));
  }

  private static String words(List<Failure> failures) {
    return failures.isEmpty()
        ? "ECS gave no reason"
        : failures.stream()
            .map(
                failure ->
                    failure.detail() == null
                        ? failure.reason()
                        : failure.reason() + " (" + failure.detail() + ")")
            .distinct()
            .collect(Collectors.joining(", "));
  }

  private ProblemException failure(SdkException e) {
    return AwsFailure.of(
        "start the task on cluster " + request.cluster(),
        "ecs:RunTask, and iam:PassRole for the task's roles,",
        e);
  }

  /** ECS asks EC2 for them while it takes the request. */
  private static boolean isOfTheNetwork(ProblemException failure) {
    String cause = failure.problem().cause().toLowerCase(Locale.ROOT);
    return cause.contains("subnet") || cause.contains("security group");
  }

  private static RefusedException ofTheNetwork(ProblemException failure) {
    return new RefusedException(
        Problem.of(
            failure.problem().cause(),
            "correct subnets and security-groups in the settings: they must exist and belong to one"
                + " VPC"),
        failure);
  }

  /** ECS said that it does not take the request now, or the request never left this machine. */
  private static boolean surelyNotStarted(SdkException e) {
    if (e instanceof AwsServiceException answered) {
      return answered.isThrottlingException()
          || AwsFailure.message(answered).contains(LIMIT_OF_THE_ACCOUNT);
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException || cause instanceof ConnectException) {
        return true;
      }
    }
    return false;
  }
}
