package dev.migratedeploy.aws;

import dev.migratedeploy.aws.causes.AwsCauses;
import dev.migratedeploy.aws.causes.Cause;
import dev.migratedeploy.network.HttpStatus;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Why a call to AWS failed, in words. The SDK has already tried again by itself where that could
 * help.
 */
public final class AwsFailure {
  /** The codes with which the services say that a call is denied. */
  private static final Set<String> DENIED =
      Set.of("AccessDeniedException", "AccessDenied", "UnauthorizedOperation");

  /** The action in the sentence with which IAM denies a call. */
  private static final Pattern DENIED_ACTION =
      Pattern.compile("not authorized to perform: ([A-Za-z0-9-]+:\\w+)");

  private AwsFailure() {}

  /**
   * The exception that ends the job: refused where a retry cannot help, else not started.
   *
   * @param tried what was being done, such as {@code start the task}
   * @param action the IAM action that the call needs, such as {@code ecs:RunTask}
   */
  public static ProblemException of(String tried, String action, SdkException e) {
    return e instanceof AwsServiceException service
        ? answered(tried, action, service)
        : unanswered(tried, e);
  }

  /** The service's code for an error, such as {@code ThrottlingException}; empty if none. */
  public static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
        ? ""
        : e.awsErrorDetails().errorCode();
  }

  /** The service's own sentence, without the SDK's request ids. */
  public static String message(AwsServiceException e) {
    String message = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
    return message == null || message.isBlank() ? "HTTP status " + e.statusCode() : message.strip();
  }

  private static ProblemException answered(String tried, String action, AwsServiceException e) {
    String message = message(e);
    Optional<Cause> known = AwsCauses.of(code(e), message);
    if (known.isPresent()) {
      return known(tried, denied(action, message), known.get(), e);
    }
    String cause = "could not " + tried + ": " + message;
    return passes(e)
        ? new NotStartedException(Problem.of(cause, "retry the job"), e)
        : new RefusedException(
            Problem.of(cause, "correct what AWS says, in the settings or in the task definition"),
            e);
  }

  /**
   * The exception for an error whose cause a table knows.
   *
   * @param action the IAM action that the next step may have to name
   */
  public static ProblemException known(
      String tried, String action, Cause cause, AwsServiceException e) {
    String sentence = cause.sentence().isEmpty() ? "" : cause.sentence() + ": ";
    Problem problem =
        Problem.of(
            "could not " + tried + ": " + sentence + message(e),
            cause.next().replace(AwsCauses.ACTION, action));
    return cause.passes() ? new NotStartedException(problem, e) : new RefusedException(problem, e);
  }

  /** Whether an error that the SDK takes for final may pass by itself. */
  public static boolean mayPass(Throwable e) {
    return e instanceof AwsServiceException answered
        && AwsCauses.of(code(answered), message(answered)).filter(Cause::passes).isPresent();
  }

  /** Whether an error's code says that the job may not make the call. */
  public static boolean isDenied(String code) {
    return DENIED.contains(code);
  }

  /** What AWS says is denied counts: a call may need more than the action of its own name. */
  private static String denied(String action, String message) {
    Matcher said = DENIED_ACTION.matcher(message);
    return said.find() && !action.contains(said.group(1)) ? said.group(1) : action;
  }

  private static boolean passes(AwsServiceException e) {
    return e.isThrottlingException() || HttpStatus.isTransient(e.statusCode());
  }

  private static ProblemException unanswered(String tried, SdkException e) {
    String reason = String.valueOf(e.getMessage());
    if (reason.contains("Unable to load credentials")) {
      return new RefusedException(
          Problem.of(
              "could not " + tried + ": there are no AWS credentials",
              "give the job an ID token (id_tokens: MIGRATE_DEPLOY_ID_TOKEN) for the role-arn of the"
                  + " settings, or the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
          e);
    }
    if (reason.contains("Unable to load region")) {
      return new RefusedException(
          Problem.of(
              "could not " + tried + ": the AWS region is not known",
              "set region in the environment's settings, or the variable AWS_REGION"),
          e);
    }
    if (e.getCause() instanceof SSLHandshakeException) {
      return new RefusedException(
          Problem.of(
              "could not " + tried + ": no trusted TLS connection to AWS: " + reason,
              "let AWS_CA_BUNDLE name a file with the certificate of the authority that signs for"
                  + " AWS here, such as that of a proxy that looks into TLS"),
          e);
    }
    return new NotStartedException(
        Problem.of(
            "could not " + tried + ": AWS cannot be reached: " + reason,
            "check that the runner reaches AWS, then retry the job"),
        e);
  }
}
