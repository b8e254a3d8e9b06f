package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** EC2, of which there are subnets: any that is asked for, unless a test takes it away. */
public final class LocalEc2 implements Service {
  private static final int OF_A_SMALL_NETWORK = 251;

  private final Map<String, Integer> free = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "ec2";
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of("DescribeSubnets", this::describeSubnets);
  }

  /** How many addresses of a subnet are free; a negative number: there is no such subnet. */
  public void freeAddresses(String subnet, int addresses) {
    free.put(subnet, addresses);
  }

  private ObjectNode describeSubnets(Fields input, Caller caller) {
    List<String> ids =
        IntStream.iterate(1, n -> input.has("SubnetId." + n), n -> n + 1)
            .mapToObj(n -> input.required("SubnetId." + n))
            .toList();
    ObjectNode answer = Json.object();
    ArrayNode subnets = answer.putArray("subnetSet");
    for (String id : ids) {
      int addresses = free.getOrDefault(id, OF_A_SMALL_NETWORK);
      if (addresses < 0) {
        throw AwsError.of(
            400, "InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist");
      }
      subnets
          .addObject()
          .put("subnetId", id)
          .put("state", "available")
          .put("vpcId", "vpc-0a1b2c3d")
          .put("cidrBlock", "10.0.0.0/24")
          .put("availableIpAddressCount", addresses)
          .put("availabilityZone", caller.region() + "a");
    }
    return answer;
  }
}
