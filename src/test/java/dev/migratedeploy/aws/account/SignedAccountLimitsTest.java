package dev.migratedeploy.aws.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.AwsClients;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.localcloud.aws.AwsError;
import dev.migratedeploy.localcloud.aws.Call;
import dev.migratedeploy.localcloud.aws.Fault;
import dev.migratedeploy.localcloud.aws.LocalAws;
import dev.migratedeploy.localcloud.aws.ProgramRuntime;
import dev.migratedeploy.localcloud.http.LocalServer;
import dev.migratedeploy.localcloud.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two calls that the SDK has no client for here, signed by the SDK's signer. */
class SignedAccountLimitsTest {
  private final LocalAws aws = LocalAws.start(ProgramRuntime.echo());
  private final Properties before = (Properties) System.getProperties().clone();

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
  void theQuotaIsThatOfTheAccount() {
    aws.ecs().vcpuQuota(6);

    assertThat(limits().vcpus(false)).isEqualTo(new AccountFact.Known<>(6.0));

    Call call = aws.calls().of("GetServiceQuota").get(0);
    assertThat(call.service()).isEqualTo("servicequotas");
    assertThat(call.accessKeyId()).isEqualTo("AKIAJOB");
    assertThat(call.input().path("QuotaCode").asText()).isEqualTo("L-3032A538");
  }

  @Test
  void spotHasAQuotaOfItsOwn() {
    limits().vcpus(true);
    assertThat(aws.calls().of("GetServiceQuota").get(0).input().path("QuotaCode").asText())
        .isEqualTo("L-36FBB829");
  }

  /** paradisec-archive/nabu#1259: three subnets of a load balancer, all without a free address. */
  @Test
  void theFreeAddressesAreThoseOfEachSubnet() {
    aws.ec2().freeAddresses("subnet-1", 0);
    aws.ec2().freeAddresses("subnet-2", 17);

    assertThat(limits().freeAddresses(List.of("subnet-1", "subnet-2")))
        .isEqualTo(new AccountFact.Known<>(Map.of("subnet-1", 0, "subnet-2", 17)));
    assertThat(aws.calls().of("DescribeSubnets").get(0).service()).isEqualTo("ec2");
  }

  @Test
  void whatThisJobMayNotAskIsTheActionThatItLacks() {
    aws.faults()
        .always(
            "GetServiceQuota", Fault.error(AwsError.accessDenied("servicequotas:GetServiceQuota")))
        .always(
            "DescribeSubnets",
            Fault.error(
                AwsError.of(
                    403,
                    "UnauthorizedOperation",
                    "You are not authorized to perform this operation.")));

    assertThat(limits().vcpus(false))
        .isEqualTo(new AccountFact.Denied<>("servicequotas:GetServiceQuota"));
    assertThat(limits().freeAddresses(List.of("subnet-1")))
        .isEqualTo(new AccountFact.Denied<>("ec2:DescribeSubnets"));
  }

  @Test
  void otherErrorsAreToldInTheWordsOfAws() {
    aws.faults().always("GetServiceQuota", Fault.error(AwsError.throttling()));
    aws.ec2().freeAddresses("subnet-9", -1);

    assertThat(limits().vcpus(false))
        .isEqualTo(new AccountFact.Untold<>("servicequotas:GetServiceQuota: Rate exceeded"));
    assertThat(limits().freeAddresses(List.of("subnet-9")))
        .isEqualTo(
            new AccountFact.Untold<>(
                "ec2:DescribeSubnets: The subnet ID 'subnet-9' does not exist"));
  }

  @Test
  void anEndpointThatDoesNotAnswerIsTold() {
    aws.close();
    assertThat(limits().vcpus(false))
        .isInstanceOfSatisfying(
            AccountFact.Untold.class,
            untold -> assertThat(untold.reason()).startsWith("AWS cannot be reached: "));
    assertThat(limits().freeAddresses(List.of("subnet-1"))).isInstanceOf(AccountFact.Untold.class);
  }

  /** A proxy's page, half an answer, and XML that would read this machine's files. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>captive portal",
        "{}",
        "",
        "<DescribeSubnetsResponse><subnetSet><item><subnetId>a</subnetId></item></subnetSet></DescribeSubnetsResponse>",
        "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><r><item><subnetId>&x;</subnetId>"
            + "<availableIpAddressCount>1</availableIpAddressCount></item></r>",
        "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><r>&b;</r>"
      })
  void whatIsNoAnswerOfAwsSaysNothing(String body) {
    try (LocalServer server =
        LocalServer.start("nonsense", request -> Response.text(200, "text/xml", body))) {
      System.setProperty("aws.endpointUrl", server.uri().toString());
      assertThat(limits().freeAddresses(List.of("a"))).isInstanceOf(AccountFact.Untold.class);
      assertThat(limits().vcpus(false)).isInstanceOf(AccountFact.Untold.class);
    }
  }

  @Test
  void theServicesOwnEndpointVariableIsKnownToTheSdk() {
    aws.ecs().vcpuQuota(6);
    System.setProperty("aws.endpointUrl", "http://127.0.0.1:9");
    System.setProperty("aws.endpointUrlServiceQuotas", aws.uri().toString());
    System.setProperty("aws.endpointUrlEc2", aws.uri().toString());

    assertThat(limits().vcpus(false)).isEqualTo(new AccountFact.Known<>(6.0));
    assertThat(limits().freeAddresses(List.of("subnet-1"))).isInstanceOf(AccountFact.Known.class);
  }

  private static AccountLimits limits() {
    return new SignedAccountLimits(
        AwsClients.of(
            Optional.of("eu-west-1"), Optional.empty(), "staging", CiContext.where(Map.of())));
  }
}
