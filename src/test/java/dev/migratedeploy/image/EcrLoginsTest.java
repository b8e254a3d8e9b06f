package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.localcloud.aws.AwsError;
import dev.migratedeploy.localcloud.aws.Fault;
import dev.migratedeploy.localcloud.aws.LocalAws;
import dev.migratedeploy.localcloud.aws.ProgramRuntime;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;

class EcrLoginsTest {
  private static final String HOST = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";

  private final LocalAws aws = LocalAws.start(ProgramRuntime.echo());
  private final List<String> regions = new ArrayList<>();
  private final EcrLogins logins = new EcrLogins(this::client);

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void theTokenIsALoginThatTheRegistryTakes() {
    RegistryCredential login = logins.loginFor(HOST).orElseThrow();

    assertThat(login.user()).isEqualTo("AWS");
    assertThat(aws.ecr().accepts(login.user(), login.password().reveal())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com, eu-west-1",
    "123456789012.dkr.ecr.us-gov-west-1.amazonaws.com, us-gov-west-1",
    "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com, us-east-1",
    "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn, cn-north-1",
    "123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu, eusc-de-east-1",
    "123456789012.dkr-ecr.eu-west-1.on.aws, eu-west-1",
    "123456789012.dkr-ecr-fips.us-east-1.on.aws, us-east-1",
    "123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn, cn-north-1",
    "123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov, us-iso-east-1",
    "123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov, us-isob-east-1",
    "123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk, eu-isoe-west-1",
    "123456789012.dkr.ecr.us-isof-south-1.csp.hci.ic.gov, us-isof-south-1"
  })
  void theRegionStandsInTheName(String host, String region) {
    assertThat(logins.loginFor(host)).isPresent();
    assertThat(regions).containsExactly(region);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public.ecr.aws",
        "123456789012.dkr-ecr.eu-west-1.on.aws.evil.org",
        "123456789012.dkrxecr.eu-west-1.amazonaws.com",
        "registry-1.docker.io",
        "12345.dkr.ecr.eu-west-1.amazonaws.com",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.org",
        "evil.org.123456789012.dkr.ecr.eu-west-1.amazonaws.com",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com:5000",
        "127.0.0.1:5000"
      })
  void nobodyElseIsGivenAToken(String host) {
    assertThat(logins.loginFor(host)).isEmpty();
    assertThat(regions).isEmpty();
    assertThat(aws.calls().all()).isEmpty();
  }

  @Test
  void whoMayNotAskForATokenIsToldWhatToAllow() {
    aws.faults()
        .always(
            "GetAuthorizationToken",
            Fault.error(AwsError.accessDenied("ecr:GetAuthorizationToken")));

    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> logins.loginFor(HOST));

    assertThat(refused.problem().cause()).contains("log in to " + HOST);
    assertThat(refused.problem().next()).contains("ecr:GetAuthorizationToken");
  }

  @Test
  void aServiceThatFailsIsWorthARetry() {
    aws.faults().always("GetAuthorizationToken", Fault.error(AwsError.server()));

    assertThat(catchThrowableOfType(NotStartedException.class, () -> logins.loginFor(HOST)))
        .isNotNull();
  }

  private EcrClient client(String region) {
    regions.add(region);
    return EcrClient.builder()
        .endpointOverride(aws.uri())
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIALOCAL", "secret")))
        .build();
  }
}
