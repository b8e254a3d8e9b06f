package dev.migratedeploy.image;

import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.registry.RegistryCredentialsNotSentException;
import dev.migratedeploy.aws.causes.Cause;
import dev.migratedeploy.aws.causes.RegistryCauses;
import dev.migratedeploy.network.HttpStatus;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why a registry did not do what was asked, in words. */
final class RegistryFailure {
  private static final int TOO_MANY_REQUESTS = 429;

  private RegistryFailure() {}

  /** What is asked of a registry. */
  @FunctionalInterface
  interface Asking<T> {
    T ask() throws IOException, RegistryException;
  }

  /** The answer, or the exception that {@link #of} makes of its failure. */
  static <T> T orThrow(String tried, String registry, Asking<T> asking) {
    try {
      return asking.ask();
    } catch (IOException | RegistryException e) {
      throw of(tried, registry, e);
    }
  }

  /**
   * The exception that ends the job: refused where a retry cannot help, else not started.
   *
   * @param tried such as {@code push the image to 127.0.0.1:5000/flyway}
   * @param registry host and port
   */
  static ProblemException of(String tried, String registry, Throwable e) {
    String could = "could not " + tried + ": ";
    Optional<ProblemException> known = known(could, registry, e);
    if (known.isPresent()) {
      return known.get();
    }
    if (e instanceof RegistryUnauthorizedException denied) {
      return refused(e, could + denied(denied), accessAdvice(registry));
    }
    if (e instanceof ProblemException said) {
      return said; // a source of logins that failed
    }
    Throwable behind = e.getCause();
    if (e instanceof RegistryAuthenticationFailedException && behind != null && mayPass(behind)) {
      return of(tried, registry, behind); // the token service, not the login
    }
    if (e instanceof RegistryAuthenticationFailedException
        || e instanceof RegistryCredentialsNotSentException) {
      return refused(e, could + "the registry did not accept the login", accessAdvice(registry));
    }
    if (e instanceof ResponseException response) {
      return answered(could, registry, response);
    }
    if (e instanceof SSLException) {
      return refused(
          e,
          could + "no trusted TLS connection: " + e.getMessage(),
          "let SSL_CERT_FILE name a file with the certificate of the registry's authority; plain"
              + " HTTP is spoken to registries on the loopback interface only");
    }
    if (e instanceof RegistryException) {
      String words = answer(e).orElseGet(() -> firstLine(e));
      return refused(e, could + words, "correct image.base or image.repository in the settings");
    }
    String reason =
        e instanceof UnknownHostException ? "the host " + registry + " is not known" : firstLine(e);
    return notStarted(e, could + reason);
  }

  private static ProblemException answered(String could, String registry, ResponseException e) {
    int status = e.getStatusCode();
    if (status == TOO_MANY_REQUESTS) {
      return notStarted(e, could + "the registry takes no more requests for now (429)");
    }
    return HttpStatus.isTransient(status)
        ? notStarted(e, could + "the registry failed with HTTP status " + status)
        : refused(e, could + "HTTP status " + status, accessAdvice(registry));
  }

  /** The exception for an answer whose cause the table knows. */
  private static Optional<ProblemException> known(String could, String registry, Throwable e) {
    return Answer.of(e)
        .flatMap(
            answer ->
                RegistryCauses.of(answer.status() + " " + RegistryErrors.all(answer.content()))
                    .map(cause -> known(could, registry, cause, answer, e)));
  }

  private static ProblemException known(
      String could, String registry, Cause cause, Answer answer, Throwable e) {
    String words =
        RegistryErrors.messages(answer.content()).orElse("HTTP status " + answer.status());
    Problem problem =
        Problem.of(
            could + (cause.sentence().isEmpty() ? "" : cause.sentence() + ": ") + words,
            cause.next().replace(RegistryCauses.REGISTRY, registry));
    return cause.passes() ? new NotStartedException(problem, e) : new RefusedException(problem, e);
  }

  /** The HTTP answer that a failure is about. */
  private record Answer(int status, String content) {
    static Optional<Answer> of(Throwable e) {
      if (e instanceof RegistryUnauthorizedException denied) {
        return Optional.of(
            new Answer(
                denied.getHttpResponseException().getStatusCode(),
                Objects.requireNonNullElse(denied.getHttpResponseException().getContent(), "")));
      }
      Throwable answered = e instanceof ResponseException ? e : e.getCause();
      return answered instanceof ResponseException response
          ? Optional.of(
              new Answer(
                  response.getStatusCode(), Objects.requireNonNullElse(response.getContent(), "")))
          : Optional.empty();
    }
  }

  /** Whether something failed that may work next time: a network, a server, a limit. */
  private static boolean mayPass(Throwable e) {
    return e instanceof ResponseException response
        ? HttpStatus.isTransient(response.getStatusCode())
        : e instanceof IOException && !(e instanceof SSLException);
  }

  private static String denied(RegistryUnauthorizedException e) {
    int status = e.getHttpResponseException().getStatusCode();
    String content = Optional.ofNullable(e.getHttpResponseException().getContent()).orElse("");
    String reason = RegistryErrors.messages(content).map(words -> ": " + words).orElse("");
    return status == 401
        ? "the registry asks for a login that it knows (401" + reason + ")"
        : "the registry denies access (403" + reason + ")";
  }

  private static String accessAdvice(String registry) {
    return EcrLogins.isEcr(registry)
        ? "allow ecr:BatchCheckLayerAvailability, InitiateLayerUpload, UploadLayerPart,"
            + " CompleteLayerUpload, PutImage, BatchGetImage and GetDownloadUrlForLayer on the"
            + " repository"
        : "give this job a login for "
            + registry
            + " that may do this, as DOCKER_AUTH_CONFIG or CI_REGISTRY_USER and _PASSWORD";
  }

  private static Optional<String> answer(Throwable e) {
    return e.getCause() instanceof ResponseException response
        ? Optional.ofNullable(response.getContent()).flatMap(RegistryErrors::messages)
        : Optional.empty();
  }

  /** Jib's messages go on for lines with advice on Jib itself. */
  private static String firstLine(Throwable e) {
    String message = String.valueOf(e.getMessage());
    int because = message.indexOf(" but failed because: ");
    String reason =
        because < 0 ? message : message.substring(because + " but failed because: ".length());
    return OneLine.of(upTo("\n", upTo("| If this is a bug", reason)));
  }

  private static String upTo(String end, String text) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }

  private static RefusedException refused(Throwable e, String cause, String next) {
    return new RefusedException(Problem.of(cause, next), e);
  }

  private static NotStartedException notStarted(Throwable e, String cause) {
    return new NotStartedException(
        Problem.of(cause, "check that the runner reaches the registry, then retry the job"), e);
  }
}
