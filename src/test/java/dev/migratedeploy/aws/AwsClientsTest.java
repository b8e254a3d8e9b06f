package dev.migratedeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.base.Throwables;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.localcloud.aws.AwsError;
import dev.migratedeploy.localcloud.aws.Call;
import dev.migratedeploy.localcloud.aws.Fault;
import dev.migratedeploy.localcloud.aws.LocalAws;
import dev.migratedeploy.localcloud.aws.ProgramRuntime;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Who the job is to AWS. The SDK finds endpoint and credentials by itself, as it does in a job. */
class AwsClientsTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/migrate-staging";
  private static final String ID_TOKEN = "eyJ-an-id-token";

  private final LocalAws aws = LocalAws.start(ProgramRuntime.echo());
  private final Properties before = (Properties) System.getProperties().clone();
  private final Map<String, String> variables =
      new HashMap<>(
          Map.of(
              "CI_API_V4_URL", "https://gitlab.example.com/api/v4",
              "CI_PROJECT_ID", "42",
              "CI_PROJECT_PATH", "shop/orders",
              "CI_JOB_ID", "8841",
              "CI_COMMIT_SHA", "a".repeat(40),
              "CI_JOB_TOKEN", "token"));

  @BeforeEach
  void pointTheSdkHere() {
    System.setProperty("aws.endpointUrl", aws.uri().toString());
    System.setProperty("aws.accessKeyId", "AKIAJOB");
    System.setProperty("aws.secretAccessKey", "secret");
    System.setProperty("aws.region", "eu-west-1");
  }

  @AfterEach
  void close() {
    System.setProperties(before);
    aws.close();
  }

  @Test
  void aSessionIsAskedForAsLongAsTheJobMayRun() {
    aws.sts().maxSessionDuration(Duration.ofHours(12));
    variables.put("MIGRATE_DEPLOY_ID_TOKEN", ID_TOKEN);
    variables.put("CI_JOB_TIMEOUT", "9000");
    listClusters(Optional.of("eu-west-1"), Optional.of(ROLE));

    assertThat(durations()).containsExactly(9000L);
  }

  @Test
  void aRoleWithShorterSessionsGetsTheUsualOnes() {
    variables.put("MIGRATE_DEPLOY_ID_TOKEN", ID_TOKEN);
    variables.put("CI_JOB_TIMEOUT", "9000");
    listClusters(Optional.of("eu-west-1"), Optional.of(ROLE));

    assertThat(durations()).containsExactly(9000L, 0L);
    assertThat(aws.calls().of("ListClusters")).hasSize(1);
  }

  @Test
  void aShortOrUnknownTimeoutAsksForNothing() {
    variables.put("MIGRATE_DEPLOY_ID_TOKEN", ID_TOKEN);
    variables.put("CI_JOB_TIMEOUT", "3600");
    listClusters(Optional.of("eu-west-1"), Optional.of(ROLE));
    variables.put("CI_JOB_TIMEOUT", "");
    listClusters(Optional.of("eu-west-1"), Optional.of(ROLE));

    assertThat(durations()).containsExactly(0L, 0L);
  }

  private List<Long> durations() {
    return aws.calls().of("AssumeRoleWithWebIdentity").stream()
        .map(call -> call.input().path("DurationSeconds").asLong())
        .toList();
  }

  @Test
  void aThrottledCallIsTriedFourTimes() {
    assertThat(callsOfOneThatIsThrottled()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"aws.maxAttempts,2,2", "aws.retryMode,standard,3"})
  void theSdksOwnSettingsSayHowOften(String property, String value, int calls) {
    System.setProperty(property, value);
    assertThat(callsOfOneThatIsThrottled()).isEqualTo(calls);
  }

  private int callsOfOneThatIsThrottled() {
    aws.faults().always("ListClusters", Fault.error(AwsError.throttling()));
    try (AwsClients clients = clients(Optional.of("eu-west-1"), Optional.empty());
        EcsClient ecs = clients.build(EcsClient.builder())) {
      assertThatThrownBy(ecs::listClusters).isInstanceOf(SdkException.class);
    }
    return aws.calls().count("ListClusters");
  }

  @Test
  void withoutARoleTheJobIsItself() {
    listClusters(Optional.of("eu-west-1"), Optional.empty());

    assertThat(aws.calls().of("ListClusters"))
        .extracting(Call::accessKeyId)
        .containsExactly("AKIAJOB");
    assertThat(aws.calls().all()).hasSize(1);
  }

  @Test
  void aRoleIsTakenOnWithTheJobsIdToken() {
    variables.put("MIGRATE_DEPLOY_ID_TOKEN", ID_TOKEN);
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");

    listClusters(Optional.of("eu-west-1"), Optional.of(ROLE));

    Call assumed = aws.calls().of("AssumeRoleWithWebIdentity").get(0);
    assertThat(assumed.accessKeyId()).isEqualTo("anonymous");
    assertThat(assumed.input().path("RoleArn").asText()).isEqualTo(ROLE);
    assertThat(assumed.input().path("RoleSessionName").asText())
        .isEqualTo("migrate-deploy-shop-orders-staging-8841");
    assertThat(assumed.input().path("WebIdentityToken").asText()).isEqualTo(ID_TOKEN);
    assertThat(aws.calls().of("ListClusters").get(0).accessKeyId()).startsWith("ASIA");
  }

  @Test
  void inALongRunTheRoleIsTakenOnAnewBeforeItEnds() {
    variables.put("MIGRATE_DEPLOY_ID_TOKEN", ID_TOKEN);
    aws.sts().sessionsLast(Duration.ofSeconds(30));

    try (AwsClients clients = clients(Optional.of("eu-west-1"), Optional.of(ROLE));
        EcsClient ecs = clients.build(EcsClient.builder())) {
      ecs.listClusters();
      ecs.listClusters();
    }

    assertThat(aws.calls().of("AssumeRoleWithWebIdentity")).hasSize(2);
    assertThat(aws.calls().of("ListClusters"))
        .extracting(Call::accessKeyId)
        .doesNotHaveDuplicates()
        .allMatch(key -> key.startsWith("ASIA"));
  }

  @Test
  void aRoleThatLastsIsTakenOnOnce() {
    try (AwsClients clients = clients(Optional.of("eu-west-1"), Optional.of(ROLE));
        EcsClient ecs = clients.build(EcsClient.builder())) {
      ecs.listClusters();
      ecs.listClusters();
    }

    assertThat(aws.calls().of("AssumeRole")).hasSize(1);
  }

  @Test
  void withoutATokenTheJobsOwnIdentityTakesTheRoleOn() {
    listClusters(Optional.of("eu-west-1"), Optional.of(ROLE));

    Call assumed = aws.calls().of("AssumeRole").get(0);
    assertThat(assumed.accessKeyId()).isEqualTo("AKIAJOB");
    assertThat(assumed.input().path("RoleArn").asText()).isEqualTo(ROLE);
    assertThat(aws.calls().of("ListClusters").get(0).accessKeyId()).startsWith("ASIA");
  }

  @Test
  void withoutARegionInTheSettingsTheSdkFindsItsOwn() {
    listClusters(Optional.empty(), Optional.of(ROLE));

    assertThat(aws.calls().of("ListClusters")).hasSize(1);
  }

  @Test
  void theSameIdentityWorksInAnotherRegion() {
    aws.ecs().createCluster("staging");
    try (AwsClients clients = clients(Optional.of("eu-west-1"), Optional.of(ROLE));
        EcsClient here = clients.build(EcsClient.builder());
        EcsClient there = clients.in("us-east-1").build(EcsClient.builder())) {
      assertThat(here.listClusters().clusterArns()).hasSize(1);
      assertThat(there.listClusters().clusterArns()).isEmpty();
    }
    assertThat(aws.calls().of("ListClusters"))
        .extracting(Call::accessKeyId)
        .hasSize(2)
        .containsOnly(aws.calls().of("ListClusters").get(0).accessKeyId());
  }

  @Test
  void aTokenThatStsRefusesIsNeverShown() {
    variables.put("MIGRATE_DEPLOY_ID_TOKEN", ID_TOKEN);
    aws.sts().webIdentities(token -> false);

    SdkException e =
        catchThrowableOfType(
            SdkException.class, () -> listClusters(Optional.of("eu-west-1"), Optional.of(ROLE)));
    ProblemException failure = AwsFailure.of("list the clusters", "ecs:ListClusters", e);

    assertThat(failure).isInstanceOf(RefusedException.class);
    assertThat(failure.problem().next()).contains("id_tokens");
    assertThat(Throwables.getStackTraceAsString(failure)).doesNotContain(ID_TOKEN);
  }

  /** aws-actions/configure-aws-credentials#299, aws/aws-cli#7194; IDPCommunicationError alike. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "InvalidIdentityToken | Couldn't retrieve verification key from your identity provider, "
            + " please reference AssumeRoleWithWebIdentity documentation for requirements",
        "IDPCommunicationError | The identity provider could not be reached"
      })
  void anIssuerThatDoesNotAnswerStsOnceIsAskedAgain(String code, String message) {
    variables.put("MIGRATE_DEPLOY_ID_TOKEN", ID_TOKEN);
    aws.faults().next("AssumeRoleWithWebIdentity", 1, Fault.error(AwsError.of(400, code, message)));

    listClusters(Optional.of("eu-west-1"), Optional.of(ROLE));

    assertThat(aws.calls().of("AssumeRoleWithWebIdentity")).hasSize(2);
    assertThat(aws.calls().of("ListClusters")).hasSize(1);
  }

  @Test
  void anIssuerThatNeverAnswersStsIsWorthARetryOfTheJob() {
    variables.put("MIGRATE_DEPLOY_ID_TOKEN", ID_TOKEN);
    aws.faults()
        .always(
            "AssumeRoleWithWebIdentity",
            Fault.error(
                AwsError.of(
                    400,
                    "InvalidIdentityToken",
                    "Couldn't retrieve verification key from your identity provider")));

    SdkException e =
        catchThrowableOfType(
            SdkException.class, () -> listClusters(Optional.of("eu-west-1"), Optional.of(ROLE)));

    assertThat(AwsFailure.of("list the clusters", "ecs:ListClusters", e))
        .isInstanceOf(NotStartedException.class);
    assertThat(aws.calls().of("AssumeRoleWithWebIdentity")).hasSize(5);
  }

  private void listClusters(Optional<String> region, Optional<String> role) {
    try (AwsClients clients = clients(region, role);
        EcsClient ecs = clients.build(EcsClient.builder())) {
      ecs.listClusters();
    }
  }

  private AwsClients clients(Optional<String> region, Optional<String> role) {
    return AwsClients.of(region, role, "staging", CiContext.of(variables));
  }
}
