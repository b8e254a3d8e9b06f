package dev.migratedeploy.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.aws.AwsError;
import dev.migratedeploy.localcloud.aws.Fault;
import dev.migratedeploy.localcloud.aws.ProgramRuntime;
import dev.migratedeploy.localcloud.aws.TaskTimings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which tasks of an environment ECS has. */
class FindingTest {
  private static final String STARTED_BY = "migrate-deploy/staging";

  private final EcsBench bench = new EcsBench(new ProgramRuntime((spec, terminated) -> 0));

  @BeforeEach
  void register() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aTaskWithoutContainersIsFoundWithTheImageOfItsRevision() {
    bench.aws.ecs().timings(TaskTimings.immediate().withCapacity(Duration.ofMinutes(10)));
    RunningTask task = bench.start(bench.template(), EcsBench.spec());

    List<FoundTask> found = alive();
    alive();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).state().containers()).isEmpty();
    assertThat(found.get(0).task()).isEqualTo(task);
    assertThat(found.get(0).image()).isEqualTo(EcsBench.IMAGE);
    assertThat(found.get(0).command()).containsExactly("migrate");
    assertThat(found.get(0).over()).isFalse();
    assertThat(found.get(0).mayHaveRun()).isFalse();
    assertThat(describedRevisions("flyway:2")).isEqualTo(1);
  }

  @Test
  void aTaskWithoutContainersWhoseRevisionMustNotBeReadIsFoundAllTheSame() {
    bench.aws.ecs().timings(TaskTimings.immediate().withCapacity(Duration.ofMinutes(10)));
    bench.start(bench.template(), EcsBench.spec());
    TaskTemplate template = bench.template();
    bench
        .aws
        .faults()
        .always(
            "DescribeTaskDefinition",
            Fault.error(AwsError.accessDenied("ecs:DescribeTaskDefinition")));

    assertThat(bench.tasks.find("staging", STARTED_BY, true, template))
        .singleElement()
        .satisfies(task -> assertThat(task.image()).isEmpty());
  }

  @Test
  void theImageOfATaskWithContainersCostsNoRequest() {
    bench.aws.ecs().timings(TaskTimings.immediate().withProvisioning(Duration.ofMinutes(10)));
    bench.start(bench.template(), EcsBench.spec());

    assertThat(alive()).extracting(FoundTask::image).containsExactly(EcsBench.IMAGE);
    assertThat(describedRevisions("flyway:2")).isZero();
  }

  @Test
  void aTaskOfTheEnvironmentWhoseContainerHadAnotherNameIsFound() {
    bench.aws.ecs().timings(TaskTimings.immediate().withProvisioning(Duration.ofMinutes(10)));
    bench.start(bench.template(), EcsBench.spec());
    bench
        .aws
        .ecs()
        .registerTaskDefinition(EcsBench.FLYWAY.replace("\"name\": \"flyway\"", "\"name\": \"m\""));

    assertThat(alive())
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.task().container()).isEqualTo("flyway");
              assertThat(task.image()).isEqualTo(EcsBench.IMAGE);
            });
  }

  @Test
  void aTaskThatEcsListsAndDoesNotDescribeYetIsFound() {
    bench.aws.ecs().timings(TaskTimings.immediate().withProvisioning(Duration.ofMinutes(10)));
    RunningTask task = bench.start(bench.template(), EcsBench.spec());
    bench.aws.faults().next("DescribeTasks", 1, Fault.missing());

    assertThat(alive())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.task().arn()).isEqualTo(task.arn());
              assertThat(found.over()).isFalse();
            });
  }

  @Test
  void aTaskThatEcsHasForgottenBetweenTheTwoRequestsIsNot() throws Exception {
    ended();
    bench.aws.faults().next("DescribeTasks", 1, Fault.missing());

    assertThat(stopped()).isEmpty();
    assertThat(stopped()).hasSize(1);
  }

  @Test
  void aTaskThatIsDeletedIsOver() throws Exception {
    ended();
    bench
        .aws
        .faults()
        .always(
            "DescribeTasks",
            Fault.edit(
                answer ->
                    answer
                        .path("tasks")
                        .forEach(
                            task -> {
                              ((ObjectNode) task).put("lastStatus", "DELETED");
                              ((ArrayNode) task.path("containers")).removeAll();
                            })));

    assertThat(stopped()).singleElement().satisfies(task -> assertThat(task.over()).isTrue());
  }

  @Test
  void startedByIsTheOnlyFilterForTasksThatRun() {
    alive();

    assertThat(bench.aws.calls().of("ListTasks"))
        .filteredOn(call -> call.input().has("startedBy"))
        .allSatisfy(call -> assertThat(call.input().has("desiredStatus")).isFalse());
  }

  @Test
  void whereEcsRefusesTheTwoFiltersStoppedTasksAreFoundByTheirFamily() throws Exception {
    ended();
    bench.start(bench.template(), EcsBench.spec("token-2"));
    bench
        .aws
        .faults()
        .always(
            "ListTasks",
            (input, work) -> {
              if (input.has("startedBy") && input.has("desiredStatus")) {
                throw AwsError.invalidParameter("cannot specify startedBy with other arguments");
              }
              return work.run();
            });

    assertThat(stopped()).isNotEmpty();
    assertThat(bench.tasks.find("staging", "migrate-deploy/other", false, bench.template()))
        .isEmpty();
  }

  private void ended() throws Exception {
    RunningTask task = bench.start(bench.template(), EcsBench.spec());
    bench.aws.ecs().stopped(task.arn()).get(10, TimeUnit.SECONDS);
  }

  private List<FoundTask> alive() {
    return bench.tasks.find("staging", STARTED_BY, true, bench.template());
  }

  private List<FoundTask> stopped() {
    return bench.tasks.find("staging", STARTED_BY, false, bench.template());
  }

  private long describedRevisions(String revision) {
    return bench.aws.calls().of("DescribeTaskDefinition").stream()
        .filter(call -> call.input().path("taskDefinition").asText().endsWith("/" + revision))
        .count();
  }
}
