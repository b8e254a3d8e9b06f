package dev.migratedeploy.aws.account;

import java.util.List;
import java.util.Map;

/** What the account and its network have room for. Never throws for a failed call. */
public interface AccountLimits {
  /**
   * How many vCPUs the tasks on Fargate may have together, all of the account in the region.
   *
   * @param spot those of FARGATE_SPOT, which count apart
   */
  AccountFact<Double> vcpus(boolean spot);

  /** How many addresses are free, by subnet. */
  AccountFact<Map<String, Integer>> freeAddresses(List<String> subnets);
}
