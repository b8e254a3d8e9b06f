package dev.migratedeploy.aws.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.aws.AwsClients;
import dev.migratedeploy.aws.AwsFailure;
import dev.migratedeploy.aws.SignedEndpoint;
import dev.migratedeploy.support.JsonText;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Service Quotas and EC2, a call of each. */
public final class SignedAccountLimits implements AccountLimits {
  private static final String QUOTA_ACTION = "servicequotas:GetServiceQuota";
  private static final String SUBNETS_ACTION = "ec2:DescribeSubnets";

  /** Quota codes of the service {@code fargate} ("AWS Fargate service quotas"). */
  private static final String ON_DEMAND = "L-3032A538";

  private static final String SPOT = "L-36FBB829";

  private final SignedEndpoint quotas;
  private final SignedEndpoint ec2;

  public SignedAccountLimits(AwsClients aws) {
    this.quotas = aws.endpoint("service_quotas");
    this.ec2 = aws.endpoint("ec2");
  }

  @Override
  public AccountFact<Double> vcpus(boolean spot) {
    try {
      SignedEndpoint.Answer answer =
          quotas.post(
              Map.of(
                  "Content-Type",
                  "application/x-amz-json-1.1",
                  "X-Amz-Target",
                  "ServiceQuotasV20190624.GetServiceQuota"),
              JsonText.MAPPER
                  .createObjectNode()
                  .put("ServiceCode", "fargate")
                  .put("QuotaCode", spot ? SPOT : ON_DEMAND)
                  .toString());
      JsonNode json = json(answer.body());
      JsonNode value = json.at("/Quota/Value");
      if (answer.isOk() && value.isNumber()) {
        return new AccountFact.Known<>(value.asDouble());
      }
      String type = json.path("__type").asText();
      String message = json.path("message").asText(json.path("Message").asText());
      return failed(answer, QUOTA_ACTION, type.substring(type.lastIndexOf('#') + 1), message);
    } catch (IOException e) {
      return new AccountFact.Untold<>("AWS cannot be reached: " + e.getMessage());
    }
  }

  @Override
  public AccountFact<Map<String, Integer>> freeAddresses(List<String> subnets) {
    StringBuilder form = new StringBuilder("Action=DescribeSubnets&Version=2016-11-15");
    for (int i = 0; i < subnets.size(); i++) {
      form.append("&SubnetId.")
          .append(i + 1)
          .append('=')
          .append(URLEncoder.encode(subnets.get(i), StandardCharsets.UTF_8));
    }
    try {
      SignedEndpoint.Answer answer =
          ec2.post(
              Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
              form.toString());
      SubnetsXml xml = SubnetsXml.parse(answer.body());
      return answer.isOk() && !xml.free().isEmpty()
          ? new AccountFact.Known<>(xml.free())
          : failed(answer, SUBNETS_ACTION, xml.code(), xml.message());
    } catch (IOException e) {
      return new AccountFact.Untold<>("AWS cannot be reached: " + e.getMessage());
    }
  }

  private static <T> AccountFact<T> failed(
      SignedEndpoint.Answer answer, String action, String code, String message) {
    if (AwsFailure.isDenied(code)) {
      return new AccountFact.Denied<>(action);
    }
    return new AccountFact.Untold<>(
        action + ": " + (message.isBlank() ? "HTTP status " + answer.status() : message.strip()));
  }

  private static JsonNode json(String body) {
    try {
      return JsonText.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      return JsonText.MAPPER.createObjectNode();
    }
  }
}
