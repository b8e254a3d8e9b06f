package dev.migratedeploy.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.account.AccountFact;
import dev.migratedeploy.aws.account.AccountLimits;
import dev.migratedeploy.aws.ecs.ComputeOptions;
import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.Launch;
import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.TaskNetwork;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.task.SampleDeploy;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether an account has room for a fleet. */
class FleetCheckTest {
  private static final AccountFact<Map<String, Integer>> PLENTY =
      new AccountFact.Known<>(Map.of("subnet-1", 200));

  private AccountFact<Double> quota = new AccountFact.Known<>(6.0);
  private AccountFact<Map<String, Integer>> addresses = PLENTY;
  private Launch launch = new Launch.LaunchType("FARGATE");
  private TaskTemplate template = PlainTemplate.onFargate("flyway", 256);
  private boolean spotWasAsked;

  @Test
  void theTasksAreToldByWave() {
    assertThat(look("tasks", targets(10, 20, Map.of())).says())
        .isEqualTo("102 databases in 6 tasks: canary 2 in 1, rest 100 in 5");
  }

  @Test
  void asManyVcpusAsRunAtOnceAreComparedWithTheQuota() {
    CheckResult found = look("vCPUs", targets(10, 5, Map.of()));
    assertThat(found).isInstanceOf(CheckResult.Ok.class);
    assertThat(found.says())
        .isEqualTo(
            "10 tasks at once need 2.5 vCPUs (0.25 each) of the account's 6; what else runs on"
                + " Fargate there counts too");
  }

  /** aws/containers-roadmap#768: nobody knows the quota until a start fails. */
  @Test
  void moreThanTheQuotaIsAWarningWithTheNumberThatFits() {
    template = PlainTemplate.onFargate("flyway", 1024);
    CheckResult found = look("vCPUs", targets(10, 5, Map.of()));
    assertThat(found).isInstanceOf(CheckResult.Warning.class);
    assertThat(found.says())
        .isEqualTo(
            "10 tasks at once need 10 vCPUs (1 each), and the account's quota is 6: 6 run at once"
                + " at most, and the others wait");
    assertThat(found.next().orElseThrow()).contains("Service Quotas", "parallel: 6");
  }

  /** A wave of two tasks never runs ten. */
  @Test
  void noMoreTasksCountThanTheLargestWaveHas() {
    assertThat(look("vCPUs", targets(10, 50, Map.of())).says()).startsWith("2 tasks at once");
  }

  @Test
  void spotHasAQuotaOfItsOwn() {
    launch = new Launch.CapacityProvider("FARGATE_SPOT");
    look("vCPUs", targets(10, 5, Map.of()));
    assertThat(spotWasAsked).isTrue();
  }

  @Test
  void onMachinesOfOnesOwnThereIsNoSuchQuota() {
    launch = new Launch.LaunchType("EC2");
    assertThat(lines(targets(10, 5, Map.of()))).doesNotContainKey("vCPUs");
  }

  @Test
  void whatThisJobMayNotAskIsSkippedWithTheRightAndIsNoError() {
    quota = new AccountFact.Denied<>("servicequotas:GetServiceQuota");
    addresses = new AccountFact.Denied<>("ec2:DescribeSubnets");
    Map<String, CheckResult> lines = lines(targets(10, 5, Map.of()));

    assertThat(line(lines, "vCPUs").word()).isEqualTo("skipped");
    assertThat(line(lines, "vCPUs").says())
        .isEqualTo("not checked: this job may not call servicequotas:GetServiceQuota");
    assertThat(line(lines, "vCPUs").next().orElseThrow())
        .startsWith("allow servicequotas:GetServiceQuota");
    assertThat(line(lines, "addresses").word()).isEqualTo("skipped");
    assertThat(line(lines, "addresses").next().orElseThrow())
        .startsWith("allow ec2:DescribeSubnets");
  }

  @Test
  void whatAwsDoesNotTellIsSkippedInItsWords() {
    quota = new AccountFact.Untold<>("Rate exceeded");
    assertThat(look("vCPUs", targets(10, 5, Map.of())).says())
        .isEqualTo("not checked: Rate exceeded");
  }

  @Test
  void freeAddressesForEveryTaskAreWell() {
    assertThat(look("addresses", targets(10, 5, Map.of())))
        .isEqualTo(new CheckResult.Ok("10 tasks at once need one each; free: 200 in subnet-1"));
  }

  /** paradisec-archive/nabu#1259: RunTask succeeds, and the task stops in a subnet that is full. */
  @Test
  void aSubnetThatIsFullIsAWarningAlthoughAnotherHasRoom() {
    Map<String, Integer> free = new LinkedHashMap<>();
    free.put("subnet-1", 500);
    free.put("subnet-2", 0);
    addresses = new AccountFact.Known<>(free);
    CheckResult found = look("addresses", targets(10, 5, Map.of()));
    assertThat(found).isInstanceOf(CheckResult.Warning.class);
    assertThat(found.says())
        .isEqualTo(
            "10 tasks at once need one each; free: 500 in subnet-1, 0 in subnet-2; a task that ECS"
                + " puts into a full subnet does not start");
    assertThat(found.next()).hasValue("name other subnets in the settings, or larger ones");
  }

  @Test
  void fewFreeAddressesAreAWarningWithTheNumberThatFits() {
    addresses = new AccountFact.Known<>(Map.of("subnet-1", 7));
    assertThat(look("addresses", targets(10, 5, Map.of())).next())
        .hasValue("name other subnets in the settings, or larger ones, or set parallel: 7");
  }

  @Test
  void connectionsAreThreeForEachTask() {
    assertThat(look("connections", targets(10, 5, Map.of())))
        .isEqualTo(new CheckResult.Ok("30 at most: 10 tasks at once, 3 each"));
  }

  @Test
  void eachValueOfALimitedFieldGetsNoMoreThanItsLimit() {
    assertThat(look("connections", targets(10, 5, Map.of("host", 2))).says())
        .isEqualTo(
            "30 at most: 10 tasks at once, 3 each; for each host: 6 to db-0, db-1, db-2 and"
                + " 1 more");
  }

  @Test
  void aDatabaseThatDoesNotFitIntoATaskIsAnError() {
    Targets targets =
        new Targets(
            List.of(
                new Wave(
                    "all",
                    List.of(new Target("acme", Map.of(), Map.of("FLYWAY_URL", "x".repeat(9_000)))),
                    0)),
            1,
            10,
            Map.of(),
            false);
    Map<String, CheckResult> lines = lines(targets);
    assertThat(line(lines, "tasks").word()).isEqualTo("error");
    assertThat(line(lines, "vCPUs").word()).isEqualTo("skipped");
  }

  private CheckResult look(String precondition, Targets targets) {
    return line(lines(targets), precondition);
  }

  private static CheckResult line(Map<String, CheckResult> lines, String precondition) {
    return Objects.requireNonNull(lines.get(precondition), precondition);
  }

  private Map<String, CheckResult> lines(Targets targets) {
    Checklist list = new Checklist(line -> {});
    new FleetCheck(request(targets), template, account()).into(list);
    Map<String, CheckResult> lines = new LinkedHashMap<>();
    list.lines().forEach(line -> lines.put(line.precondition(), line.outcome()));
    return lines;
  }

  private DeployRequest request(Targets targets) {
    DeployRequest plain = SampleDeploy.request();
    EnvironmentSettings environment = plain.environment();
    return new DeployRequest(
        plain.ci(),
        new EnvironmentSettings(
                environment.name(),
                environment.access(),
                environment.template(),
                new ComputeOptions(launch, Optional.empty()),
                new TaskNetwork(List.of("subnet-1"), List.of(), false),
                environment.run(),
                environment.protection())
            .with(targets),
        plain.image(),
        plain.scripts(),
        plain.files(),
        plain.options(),
        plain.inquiry());
  }

  private AccountLimits account() {
    return new AccountLimits() {
      @Override
      public AccountFact<Double> vcpus(boolean spot) {
        spotWasAsked = spot;
        return quota;
      }

      @Override
      public AccountFact<Map<String, Integer>> freeAddresses(List<String> subnets) {
        assertThat(subnets).containsExactly("subnet-1");
        return addresses;
      }
    };
  }

  /** Two databases in a wave of their own, and a hundred on four servers. */
  private static Targets targets(int parallel, int perTask, Map<String, Integer> atMost) {
    return new Targets(
        List.of(new Wave("canary", databases(0, 2), 0), new Wave("rest", databases(2, 102), 0)),
        perTask,
        parallel,
        atMost,
        false);
  }

  private static List<Target> databases(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            n ->
                new Target(
                    "t" + n,
                    Map.of("host", "db-" + n % 4),
                    Map.of("FLYWAY_URL", "jdbc:postgresql://db/t" + n)))
        .toList();
  }
}
