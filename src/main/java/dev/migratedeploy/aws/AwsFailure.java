package dev.migratedeploy.aws;

import dev.migratedeploy.problem.NotStartedException;
import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.problem.ProblemException;
import dev.migratedeploy.problem.RefusedException;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Why a call to AWS failed, in words. The SDK has already tried again by itself where that could
 * help.
 */
public final class AwsFailure {
  private static final Set<String> DENIED =
      Set.of("AccessDeniedException", "AccessDenied", "UnauthorizedOperation");
  private static final Set<String> IDENTITY =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "IDPCommunicationError",
          "IncompleteSignature",
          "InvalidClientTokenId",
          "InvalidIdentityToken",
          "InvalidSignatureException",
          "MissingAuthenticationTokenException",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

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

  /** The service's code for an error, such as {@code ThrottlingException}; empty where none. */
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
    String cause = "could not " + tried + ": " + message(e);
    if (DENIED.contains(code(e))) {
      return new RefusedException(
          Problem.of(
              cause, "allow " + action + " in the policy of the identity that this job uses"),
          e);
    }
    if (IDENTITY.contains(code(e))) {
      return new RefusedException(
          Problem.of(
              cause,
              "check the AWS credentials of this job (role-arn and id_tokens, or AWS_ACCESS_KEY_ID)"),
          e);
    }
    if (e.isThrottlingException() || e.statusCode() >= 500) {
      return new NotStartedException(Problem.of(cause, "retry the job"), e);
    }
    return new RefusedException(
        Problem.of(cause, "correct what AWS says, in the settings or in the task definition"), e);
  }

  private static ProblemException unanswered(String tried, SdkException e) {
    String reason = String.valueOf(e.getMessage());
    if (reason.contains("Unable to load credentials")) {
      return new RefusedException(
          Problem.of(
              "could not " + tried + ": there are no AWS credentials",
              "set role-arn in the settings and id_tokens in the job, or AWS_ACCESS_KEY_ID and"
                  + " AWS_SECRET_ACCESS_KEY as variables"),
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
