package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Service Quotas, of which there is one: Fargate's vCPUs. */
final class LocalQuotas implements Service {
  private final VcpuQuota vcpus;

  LocalQuotas(VcpuQuota vcpus) {
    this.vcpus = vcpus;
  }

  @Override
  public String name() {
    return "servicequotas";
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("GetServiceQuota", this::getServiceQuota);
  }

  private ObjectNode getServiceQuota(Fields input, Caller caller) {
    String code = input.required("QuotaCode");
    if (!input.required("ServiceCode").equals("fargate")
        || !(code.equals("L-3032A538") || code.equals("L-36FBB829"))) {
      throw AwsError.of(
          400,
          "NoSuchResourceException",
          "The request failed because the specified quota does not" + " exist.");
    }
    ObjectNode answer = Json.object();
    answer
        .putObject("Quota")
        .put("ServiceCode", "fargate")
        .put("ServiceName", "AWS Fargate")
        .put(
            "QuotaArn",
            "arn:aws:servicequotas:%s:%s:fargate/%s".formatted(caller.region(), Arns.ACCOUNT, code))
        .put("QuotaCode", code)
        .put("QuotaName", "Fargate On-Demand vCPU resource count")
        .put("Value", vcpus.get())
        .put("Unit", "None")
        .put("Adjustable", true)
        .put("GlobalQuota", false);
    return answer;
  }
}
