package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.RunningTool;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.LocalDatabase;
import dev.migratedeploy.localcloud.http.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One deploy over many databases: real Flyways, one PostgreSQL. */
class FleetIT extends EndToEnd {
  private static final Duration LOOK = Duration.ofMillis(20);

  private static final String WAVES =
      """
      per-task: 2
      waves:
        - {name: canary, match: {tier: canary}}
        - {name: small, match: {tier: small}}
        - {name: large}
      """;

  private static final String FOUR =
      "[{name: large, tier: large}, {name: a, tier: small}, {name: b, tier: small},"
          + " {name: first, tier: canary}]";

  private final TenantSchemas tenants = TenantSchemas.in(cloud.database(), environment);

  @Test
  void threeWavesAreDoneInTheirOrderAndThenThereIsNothingToDo() throws IOException {
    Project.Job job = project.prepare(commit(FOUR, WAVES), environment);

    ToolProcess.Result first = run(job);
    assertExit(first, 0, "4 databases in 3 waves, 2 a task", "Result   APPLIED  all 4 databases");
    assertThat(tenants.done("large", "a", "b", "first").get(0)).isEqualTo("first");
    assertThat(tenants.done("large", "a", "b", "first").get(3)).isEqualTo("large");
    assertThat(tasks()).hasSize(3);
    JsonNode targets = result(job).at("/fleet/targets");
    assertThat(targets).hasSize(4);
    assertThat(everythingSaid(job, first)).noneMatch(text -> text.contains(password()));

    recorded(job);
    cloud.traffic().forget();
    assertExit(run(job), 0, "Result   NOTHING TO DO");
    assertThat(cloud.traffic().all())
        .filteredOn(exchange -> !exchange.host().equals("registry"))
        .extracting(Traffic.Exchange::what)
        .as("what a deploy of one database asks, too")
        .hasSizeLessThanOrEqualTo(4)
        .noneMatch(what -> what.contains("DescribeTasks") || what.contains("Log"));
    assertThat(tasks()).hasSize(3);
  }

  @Test
  void aCanaryThatFailsStopsEverythingAndTheNextRunGoesOn() throws IOException {
    tenants.breaks("first");
    String sha = commit(FOUR, WAVES);

    assertExit(
        deploy(sha), 1, "Result   FAILED", "first", "customer first has a bad row", "3 not tried");
    assertThat(tasks()).hasSize(1);
    assertThat(tenants.hasHistory("a")).isFalse();

    tenants.repaired();
    assertExit(deploy(sha), 0, "Result   APPLIED");
    assertThat(tenants.done("large", "a", "b", "first")).hasSize(4);
  }

  @Test
  void moreFailuresThanTheBudgetAndNothingNewIsStarted() {
    List.of("b", "d").forEach(tenants::breaks);
    String sha =
        commit(
            "[{name: a}, {name: b}, {name: c}, {name: d}, {name: e}]",
            "parallel: 1\nwaves: [{name: all, failures: 1}]\n");

    assertExit(deploy(sha), 1, "Result   FAILED", "2 of 5 databases", "1 not tried");
    assertThat(tenants.done("a", "b", "c", "d", "e")).containsExactly("a", "c");
    assertThat(tenants.hasHistory("e")).isFalse();
    assertThat(tasks()).hasSize(4);
  }

  @Test
  void aJobThatIsKilledAndTriedAgainStartsWhatIsNotProved() {
    String sha = commit("[{name: a}, {name: slow}, {name: c}]", "parallel: 1\n");

    try (LocalDatabase.Held lock = tenants.slowed()) {
      RunningTool tool = project.launch(sha, environment);
      awaitTasks(2);
      tool.killed();
    }

    assertExit(deploy(sha), 0, "Result   APPLIED");
    assertThat(tenants.done("a", "slow", "c")).containsExactly("a", "slow", "c");
    assertThat(tasks()).as("one for each database").hasSize(3);
  }

  @Test
  void someOfThemAndThenTheRest() {
    String sha = commit("[{name: eu-1}, {name: eu-2}, {name: us-1}]", "per-task: 3\n");
    tenants.breaks("us-1");

    assertExit(deploy(sha, "--target", "eu-*"), 0, "Result   APPLIED");
    assertThat(tenants.hasHistory("us-1")).isFalse();
    assertExit(deploy(sha), 1, "1 of 3 databases", "customer us-1 has a bad row");
    tenants.repaired();
    assertExit(deploy(sha), 0, "Result   APPLIED");
    assertThat(tenants.done("eu-1", "eu-2", "us-1")).hasSize(3);
  }

  @Test
  void everyProblemOfTheListIsToldAtOnceAndNothingIsAsked() {
    cloud.traffic().forget();

    assertExit(
        deploy(commit("[{name: a}, {name: A}, {name: b c}]", "per-task: 0\n")),
        2,
        "REFUSED",
        "per-task",
        "b c");
    assertThat(cloud.traffic().all()).isEmpty();
  }

  @Test
  void aCancelledJobLeavesItsTasksAloneAndTheirLogsAreThere() {
    String sha = commit("[{name: a}, {name: slow}, {name: c}]", "parallel: 2\nper-task: 2\n");

    try (LocalDatabase.Held lock = tenants.slowed()) {
      RunningTool tool = project.launch(sha, environment);
      // Both run: a task whose container does not run yet is stopped by a cancellation.
      awaitHistory("a");
      awaitHistory("c");
      assertExit(
          tool.cancel().result(),
          5,
          "Result   STILL RUNNING",
          "Next     migrate-deploy logs --env " + environment);
    }

    assertExit(project.run(sha, environment, "logs"), 0, "Result   APPLIED");
    assertThat(tenants.done("a", "slow", "c")).hasSize(3);
  }

  @Test
  void aCancelledJobStopsItsTasksIfThatIsWanted() {
    String sha = commit("[{name: slow}, {name: b}]", "per-task: 2\n");

    try (LocalDatabase.Held lock = tenants.slowed()) {
      RunningTool tool = project.launch(sha, environment, "--on-cancel", "stop");
      awaitHistory("slow");
      ToolProcess.Result cancelled = tool.cancel().result();
      assertThat(cancelled.exitCode()).as(cancelled.output()).isIn(1, 4);
    }

    assertThat(tenants.done("slow", "b")).isEmpty();
  }

  @Test
  void theVersionsOfAllAreShown() {
    String sha = commit("[{name: a}, {name: b}, {name: c}]", "per-task: 3\n");
    assertExit(deploy(sha, "--target", "a,b"), 0);

    ToolProcess.Result fleet = project.run(sha, environment, "fleet");
    assertExit(fleet, 0, "Result   SHOWN", "version 1: a, b (2)", "no version yet: c");
    assertExit(project.run(sha, environment, "plan"), 0, "Result   SAFE", "V1__orders.sql");
  }

  private String commit(String list, String more) {
    return commit(settings() + TenantSchemas.settings(list, more), TenantSchemas.SCRIPTS);
  }

  private ToolProcess.Result run(Project.Job job) {
    return tool.run(job.directory(), job.variables(), List.of("--env", environment));
  }

  private void recorded(Project.Job job) {
    cloud
        .gitlab()
        .deployments()
        .record(
            environment,
            job.variables().getOrDefault("CI_COMMIT_SHA", ""),
            "migrate-deploy",
            "success");
  }

  private List<String> tasks() {
    return cloud.aws().ecs().taskArns().stream().filter(tenants::isOurs).toList();
  }

  private String password() {
    return cloud.database().password();
  }

  private static List<String> everythingSaid(Project.Job job, ToolProcess.Result result) {
    return Stream.concat(Stream.of(result.output()), JobReports.of(job).texts().values().stream())
        .toList();
  }

  private static JsonNode result(Project.Job job) throws IOException {
    return new ObjectMapper()
        .readTree(job.directory().resolve("migrate-deploy-report/result.json").toFile());
  }

  private void awaitTasks(int number) {
    while (tasks().size() < number) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private void awaitHistory(String name) {
    while (!tenants.hasHistory(name)) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
