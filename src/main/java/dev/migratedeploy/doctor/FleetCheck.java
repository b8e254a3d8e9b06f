package dev.migratedeploy.doctor;

import dev.migratedeploy.aws.account.AccountFact;
import dev.migratedeploy.aws.account.AccountLimits;
import dev.migratedeploy.aws.ecs.Launch;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.TaskGroups;
import dev.migratedeploy.support.HumanReadable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the account has room for as many tasks at once as an environment with many databases
 * wants. A deploy goes on with fewer; it needs to know none of this.
 */
public record FleetCheck(DeployRequest request, TaskTemplate template, AccountLimits account) {
  private static final String TASKS = "tasks";
  private static final String VCPUS = "vCPUs";
  private static final String ADDRESSES = "addresses";
  private static final String CONNECTIONS = "connections";

  /** The lines that this check makes. */
  public static String[] preconditions() {
    return new String[] {TASKS, VCPUS, ADDRESSES, CONNECTIONS};
  }

  /** Looks at all of it. */
  public void into(Checklist list) {
    Optional<TaskGroups> groups = list.find(TASKS, () -> TaskGroups.of(request, template));
    if (groups.isEmpty()) {
      list.notChecked(TASKS, VCPUS, ADDRESSES, CONNECTIONS);
      return;
    }
    TasksAtOnce tasks = new TasksAtOnce(request.targets(), groups.get().groups());
    list.ok(TASKS, tasks.databases() + groups.get().note().map(note -> "; " + note).orElse(""));
    vcpus(list, tasks.most());
    addresses(list, tasks.most());
    list.ok(CONNECTIONS, tasks.connections());
  }

  /** Says nothing of tasks that run on machines of one's own. */
  private void vcpus(Checklist list, int tasks) {
    Launch launch = request.environment().compute().launch();
    String capacity =
        launch instanceof Launch.CapacityProvider provider
            ? provider.name()
            : ((Launch.LaunchType) launch).name();
    if (!capacity.startsWith("FARGATE") || template.vcpus().isEmpty()) {
      return;
    }
    double each = template.vcpus().get();
    AccountFact<Double> quota = account.vcpus(capacity.equals("FARGATE_SPOT"));
    if (!(quota instanceof AccountFact.Known<Double> known)) {
      untold(list, VCPUS, quota);
      return;
    }
    String need =
        "%s at once need %s vCPUs (%s each)"
            .formatted(HumanReadable.count(tasks, "task"), number(tasks * each), number(each));
    int room = (int) (known.value() / each);
    if (room >= tasks) {
      list.ok(
          VCPUS,
          "%s of the account's %s; what else runs on Fargate there counts too"
              .formatted(need, number(known.value())));
      return;
    }
    list.warning(
        VCPUS,
        "%s, and the account's quota is %s: %s run at once at most, and the others wait"
            .formatted(need, number(known.value()), room),
        "have the quota \"Fargate vCPU resource count\" raised (Service Quotas)"
            + (room > 0 ? ", or set parallel: " + room : ""));
  }

  /**
   * ECS chooses a subnet without a look at its free addresses, and a task in a full one stops
   * before it has begun: each needs its share.
   */
  private void addresses(Checklist list, int tasks) {
    List<String> subnets = request.environment().network().subnets();
    if (!template.needsSubnets() || subnets.isEmpty()) {
      return;
    }
    AccountFact<Map<String, Integer>> free = account.freeAddresses(subnets);
    if (!(free instanceof AccountFact.Known<Map<String, Integer>> known)) {
      untold(list, ADDRESSES, free);
      return;
    }
    String says =
        "%s at once need one each; free: %s"
            .formatted(
                HumanReadable.count(tasks, "task"),
                known.value().entrySet().stream()
                    .map(subnet -> subnet.getValue() + " in " + subnet.getKey())
                    .collect(Collectors.joining(", ")));
    int fewest = known.value().values().stream().mapToInt(Integer::intValue).min().orElse(0);
    int room = fewest * known.value().size();
    if (room >= tasks) {
      list.ok(ADDRESSES, says);
      return;
    }
    list.warning(
        ADDRESSES,
        says + "; a task that ECS puts into a full subnet does not start",
        "name other subnets in the settings, or larger ones"
            + (room > 0 ? ", or set parallel: " + room : ""));
  }

  private static void untold(Checklist list, String precondition, AccountFact<?> fact) {
    if (fact instanceof AccountFact.Denied<?> denied) {
      list.untold(
          precondition,
          "not checked: this job may not call " + denied.action(),
          "allow " + denied.action() + " to have it checked; a deploy does not need it");
    } else if (fact instanceof AccountFact.Untold<?> untold) {
      list.untold(precondition, "not checked: " + untold.reason(), "look at what AWS says");
    }
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
