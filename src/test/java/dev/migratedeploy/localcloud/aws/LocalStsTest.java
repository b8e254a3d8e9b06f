package dev.migratedeploy.localcloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.StsException;

class LocalStsTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/migrate-staging";
  private static final String SESSION =
      "arn:aws:sts::123456789012:assumed-role/migrate-staging/job-7";

  private final LocalAws aws = LocalAws.start(ProgramRuntime.echo());
  private final StsClient client = new SdkClients(aws.uri()).sts();

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void theCallerIsAUserOfTheAccount() {
    assertThat(client.getCallerIdentity().account()).isEqualTo("123456789012");
    assertThat(client.getCallerIdentity().arn()).isEqualTo(Arns.user());
  }

  @Test
  void anAssumedRoleIsTheCallerFromThenOn() {
    var answer = client.assumeRole(r -> r.roleArn(ROLE).roleSessionName("job-7"));
    assertThat(answer.assumedRoleUser().arn()).isEqualTo(SESSION);
    assertThat(answer.credentials().expiration()).isAfter(Instant.now());
    assertThat(identity(answer.credentials())).isEqualTo(SESSION);
  }

  @Test
  void anOidcTokenIsEnoughToAssumeARole() {
    assertThat(identity(assume("a.b.c").credentials())).isEqualTo(SESSION);
    assertThat(aws.calls().of("AssumeRoleWithWebIdentity"))
        .extracting(Call::accessKeyId)
        .containsExactly("anonymous");
  }

  @Test
  void aTokenMayBeRefused() {
    aws.sts().webIdentities(token -> token.equals("good"));
    assertThatThrownBy(() -> assume("bad")).isInstanceOf(InvalidIdentityTokenException.class);
    assertThat(assume("good").credentials()).isNotNull();
    assertThatThrownBy(() -> assume("")).isInstanceOf(StsException.class);
    aws.faults()
        .next(
            "AssumeRoleWithWebIdentity",
            1,
            Fault.error(AwsError.of(400, "ExpiredTokenException", "Token expired: <then> & now")));
    assertThatThrownBy(() -> assume("good"))
        .isInstanceOf(ExpiredTokenException.class)
        .hasMessageContaining("<then> & now");
  }

  private AssumeRoleWithWebIdentityResponse assume(String token) {
    return client.assumeRoleWithWebIdentity(
        r -> r.roleArn(ROLE).roleSessionName("job-7").webIdentityToken(token));
  }

  private String identity(Credentials credentials) {
    return StsClient.builder()
        .endpointOverride(aws.uri())
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    credentials.accessKeyId(),
                    credentials.secretAccessKey(),
                    credentials.sessionToken())))
        .build()
        .getCallerIdentity()
        .arn();
  }
}
