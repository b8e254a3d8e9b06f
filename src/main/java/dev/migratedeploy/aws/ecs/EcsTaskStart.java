package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.aws.AwsFailure;
import dev.migratedeploy.aws.SingleAttempt;
import dev.migratedeploy.aws.causes.Cause;
import dev.migratedeploy.aws.causes.RunTaskCauses;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.UnprovenException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

/** RunTask, with its answer told apart: started, not started, not known. */
final class EcsTaskStart implements PreparedTask {
  private static final String ACTIONS = "ecs:RunTask, and iam:PassRole for the task's roles,";

  private final EcsClient ecs;
  private final RunTaskRequest request;
  private final String revision;
  private final String container;
  private final Placement placement;
  private final Predicate<String> isAsAsked;

  EcsTaskStart(
      EcsClient ecs,
      RunTaskRequest request,
      String revision,
      String container,
      Placement placement,
      Predicate<String> isAsAsked) {
    this.ecs = ecs;
    // A retry of the SDK's own would hide that the answer before it was lost.
    this.request =
        request.toBuilder()
            .overrideConfiguration(c -> c.addPlugin(SingleAttempt::configure))
            .build();
    this.revision = revision;
    this.container = container;
    this.placement = placement;
    this.isAsAsked = isAsAsked;
  }

  @Override
  public LaunchResult attempt() {
    try {
      RunTaskResponse response = ecs.runTask(request);
      return response.tasks().isEmpty()
          ? notStarted(response.failures())
          : started(response.tasks().get(0).taskArn());
    } catch (ConflictException e) {
      // This job's token has started a task already, with other words.
      if (e.resourceIds().isEmpty()) {
        throw failure(e);
      }
      return started(proved(e.resourceIds().get(0), e));
    } catch (SdkException e) {
      ProblemException failure = failure(e);
      if (failure instanceof RefusedException) {
        throw failure;
      }
      return surelyNotStarted(e)
          ? new LaunchResult.Retryable(failure.problem(), isThrottled(e))
          : new LaunchResult.Indeterminate(failure.problem());
    }
  }

  private LaunchResult started(String arn) {
    return new LaunchResult.Started(new RunningTask(arn, request.cluster(), revision, container));
  }

  /** A token can be worked out by anybody who knows the job: the task need not be this job's. */
  private String proved(String arn, ConflictException e) {
    if (isAsAsked.test(arn)) {
      return arn;
    }
    throw new UnprovenException(
        Problem.of(
            "the token of this job has started task %s, which does not run what this job would have run"
                .formatted(arn.substring(arn.lastIndexOf('/') + 1)),
            "look at that task in ECS: its task definition, its overrides, and who started it"
                + " (RunTask in CloudTrail)"),
        e);
  }

  private LaunchResult notStarted(List<Failure> failures) {
    Problem problem = placement.problem(request.cluster(), failures);
    if (placement.mayPass(failures)) {
      return new LaunchResult.Retryable(problem);
    }
    throw new RefusedException(problem);
  }

  private ProblemException failure(SdkException e) {
    return known(e)
        .map(cause -> AwsFailure.known(tried(), ACTIONS, cause, (AwsServiceException) e))
        .orElseGet(() -> AwsFailure.of(tried(), ACTIONS, e));
  }

  private String tried() {
    return "start the task on cluster " + request.cluster();
  }

  /** A failure of ECS itself says nothing of what was done, whatever its words. */
  private static Optional<Cause> known(SdkException e) {
    return e instanceof EcsException answered && answered.statusCode() < 500
        ? RunTaskCauses.of(AwsFailure.code(answered), AwsFailure.message(answered))
        : Optional.empty();
  }

  /** ECS hands on what EC2 says to it as an error of the request. */
  private static boolean isThrottled(SdkException e) {
    return e instanceof AwsServiceException answered
        && (answered.isThrottlingException()
            || known(e).filter(RunTaskCauses::isThrottling).isPresent());
  }

  /**
   * ECS said that it does not take the request now, or the request never got to it: AWS did not say
   * in time who this job is, or no connection was made.
   */
  private static boolean surelyNotStarted(SdkException e) {
    if (e instanceof AwsServiceException answered) {
      return answered.isThrottlingException()
          || !(answered instanceof EcsException)
          || known(e).isPresent();
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException || cause instanceof ConnectException) {
        return true;
      }
    }
    return false;
  }
}
