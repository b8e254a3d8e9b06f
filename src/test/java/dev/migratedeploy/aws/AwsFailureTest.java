package dev.migratedeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.localcloud.aws.AwsError;
import dev.migratedeploy.localcloud.aws.Fault;
import dev.migratedeploy.localcloud.aws.LocalAws;
import dev.migratedeploy.localcloud.aws.ProgramRuntime;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The SDK's own exceptions, as a service makes them. */
class AwsFailureTest {
  private static final AwsCredentialsProvider SOMEBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIALOCAL", "secret"));

  private final LocalAws aws = LocalAws.start(ProgramRuntime.echo());

  @AfterEach
  void close() {
    aws.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDeniedException", "AccessDenied", "UnauthorizedOperation"})
  void whatIsDeniedIsNamedByItsAction(String code) {
    ProblemException failure = answered(400, code, "not you");

    assertThat(failure).isInstanceOf(RefusedException.class);
    assertThat(failure.problem().cause()).isEqualTo("could not list the clusters: not you");
    assertThat(failure.problem().next()).contains("allow ecs:ListClusters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ExpiredToken",
        "ExpiredTokenException",
        "IncompleteSignature",
        "InvalidClientTokenId",
        "InvalidIdentityToken",
        "InvalidSignatureException",
        "MissingAuthenticationTokenException",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException"
      })
  void credentialsThatAreNotGoodAreRefused(String code) {
    ProblemException failure = answered(403, code, "not good");

    assertThat(failure).isInstanceOf(RefusedException.class);
    assertThat(failure.problem().next()).contains("credentials").contains("id_tokens");
  }

  @ParameterizedTest
  @CsvSource({
    "400, ThrottlingException",
    "400, RequestLimitExceeded",
    "429, TooManyRequestsException",
    "500, ServerException",
    "503, ServiceUnavailable",
    "502, ''"
  })
  void whatMayPassIsWorthARetry(int status, String code) {
    ProblemException failure = answered(status, code, "busy");

    assertThat(failure).isInstanceOf(NotStartedException.class);
    assertThat(failure.problem().next()).contains("retry");
  }

  @Test
  void anythingElseIsWrongInTheSettings() {
    ProblemException failure = answered(400, "InvalidParameterException", "no such thing");

    assertThat(failure).isInstanceOf(RefusedException.class);
    assertThat(failure.problem().cause()).contains("no such thing");
    assertThat(failure.problem().next()).contains("settings");
  }

  @Test
  void anErrorWithoutAMessageSaysItsStatus() {
    assertThat(answered(418, "Teapot", "").problem().cause()).endsWith("HTTP status 418");
  }

  @Test
  void anAwsThatCannotBeReachedIsWorthARetry() throws Exception {
    URI down = URI.create("http://127.0.0.1:" + closedPort());

    ProblemException failure = failure(down, SOMEBODY);

    assertThat(failure).isInstanceOf(NotStartedException.class);
    assertThat(failure.problem().cause()).contains("cannot be reached").contains("refused");
  }

  @Test
  void aConnectionThatBreaksIsWorthARetry() {
    aws.faults().always("ListClusters", Fault.reset());

    assertThat(failure(aws.uri(), SOMEBODY)).isInstanceOf(NotStartedException.class);
  }

  @Test
  void withoutCredentialsTheTwoWaysToThemAreNamed() {
    AwsCredentialsProvider nobody =
        AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create());

    ProblemException failure = failure(aws.uri(), nobody);

    assertThat(failure).isInstanceOf(RefusedException.class);
    assertThat(failure.problem().cause()).contains("there are no AWS credentials");
    assertThat(failure.problem().next()).contains("role-arn").contains("AWS_ACCESS_KEY_ID");
  }

  @Test
  void withoutARegionTheSettingIsNamed() {
    ProblemException failure =
        AwsFailure.of(
            "list the clusters",
            "ecs:ListClusters",
            SdkClientException.create(
                "Unable to load region from any of the providers in the chain …"));

    assertThat(failure).isInstanceOf(RefusedException.class);
    assertThat(failure.problem().cause()).contains("the AWS region is not known");
    assertThat(failure.problem().next()).contains("region").contains("AWS_REGION");
  }

  private ProblemException answered(int status, String code, String message) {
    aws.faults().always("ListClusters", Fault.error(AwsError.of(status, code, message)));
    return failure(aws.uri(), SOMEBODY);
  }

  private static ProblemException failure(URI uri, AwsCredentialsProvider credentials) {
    try (EcsClient ecs =
        EcsClient.builder()
            .endpointOverride(uri)
            .region(Region.EU_WEST_1)
            .credentialsProvider(credentials)
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build()) {
      SdkException e = catchThrowableOfType(SdkException.class, ecs::listClusters);
      return AwsFailure.of("list the clusters", "ecs:ListClusters", e);
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
