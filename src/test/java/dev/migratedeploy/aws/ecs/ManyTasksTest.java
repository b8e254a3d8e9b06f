package dev.migratedeploy.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.localcloud.aws.AwsError;
import dev.migratedeploy.localcloud.aws.Fault;
import dev.migratedeploy.localcloud.aws.ProgramRuntime;
import dev.migratedeploy.localcloud.aws.TaskTimings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a fleet's tasks cost in requests: all of them are of one revision. */
class ManyTasksTest {
  private static final String STARTED_BY = "migrate-deploy/staging";

  private final EcsBench bench = new EcsBench(new ProgramRuntime((spec, terminated) -> 0));

  @BeforeEach
  void register() {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);
    bench.aws.ecs().timings(TaskTimings.immediate().withProvisioning(Duration.ofMinutes(10)));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aRevisionIsRegisteredOnceAndNotLookedForAgain() {
    TaskTemplate template = bench.template();
    start(template, true, 30);
    start(template, false, 30);

    assertThat(bench.aws.calls().count("RegisterTaskDefinition")).isEqualTo(1);
    assertThat(bench.aws.calls().count("ListTaskDefinitions")).isZero();
    assertThat(bench.aws.calls().count("DescribeTaskDefinition")).isEqualTo(1);
    assertThat(bench.aws.calls().count("RunTask")).isEqualTo(60);
  }

  @Test
  void anotherImageIsAnotherRevision() {
    TaskTemplate template = bench.template();
    bench.tasks.prepare(template, EcsBench.spec());
    bench.tasks.prepare(template, spec(EcsBench.IMAGE.replace('c', 'd'), true, "other"));

    assertThat(bench.aws.calls().count("RegisterTaskDefinition")).isEqualTo(2);
  }

  @Test
  void whatWasFoundIsProvedWithOneDescribeForItsRevision() {
    TaskTemplate template = bench.template();
    start(template, true, 30);
    List<FoundTask> found = bench.tasks.find("staging", STARTED_BY, true, template);
    int before = bench.aws.calls().count("DescribeTaskDefinition");

    assertThat(found).hasSize(30).allMatch(task -> bench.tasks.isOf(task, template));

    assertThat(bench.aws.calls().count("DescribeTaskDefinition")).isEqualTo(before + 1);
  }

  @Test
  void whatEcsDidNotTellOnceIsAskedAgain() {
    TaskTemplate template = bench.template();
    start(template, true, 1);
    FoundTask found = bench.tasks.find("staging", STARTED_BY, true, template).get(0);
    bench
        .aws
        .faults()
        .always("DescribeTaskDefinition", Fault.error(AwsError.accessDenied("ecs:Describe")));
    assertThat(bench.tasks.isOf(found, template)).isFalse();
    bench.aws.faults().clear();
    assertThat(bench.tasks.isOf(found, template)).isTrue();
  }

  /** What RunTask gave each one, so that a fleet's own tasks are told apart by their databases. */
  @Test
  void aFoundTaskHasTheVariablesThatItWasGiven() {
    TaskTemplate template = bench.template();
    bench.start(
        template,
        spec(
            Map.of("MIGRATE_DEPLOY_TARGETS", "FLYWAY_URL\nacme\tjdbc:a\nbeta\tjdbc:b", "A", ""),
            "token"));

    assertThat(bench.tasks.find("staging", STARTED_BY, true, template))
        .singleElement()
        .satisfies(
            task ->
                assertThat(task.variables())
                    .isEqualTo(
                        Map.of(
                            "MIGRATE_DEPLOY_TARGETS",
                            "FLYWAY_URL\nacme\tjdbc:a\nbeta\tjdbc:b",
                            "A",
                            "")));
  }

  /** jenkinsci/amazon-ecs-plugin#133: a call for each task. */
  @Test
  void aHundredAndThirtyTasksAreLookedAtByTwoCalls() {
    TaskTemplate template = bench.template();
    List<RunningTask> tasks = start(template, true, 130);

    Map<String, TaskLookup> found = bench.tasks.lookUp(tasks);

    assertThat(found.keySet()).containsExactlyElementsOf(arns(tasks));
    assertThat(found.values()).allMatch(TaskLookup.Found.class::isInstance);
    assertThat(bench.aws.calls().count("DescribeTasks")).isEqualTo(2);
  }

  /** dask/dask-cloudprovider#309: "reached max retries: 4", behind the back of who paces. */
  @Test
  void aThrottledLookAtManyIsOneCallAndSaysSo() {
    List<RunningTask> tasks = start(bench.template(), true, 2);
    bench.aws.faults().always("DescribeTasks", Fault.error(AwsError.throttling()));

    assertThat(bench.tasks.lookUp(tasks).values())
        .containsOnly(new TaskLookup.Unavailable("Rate exceeded", true));
    assertThat(bench.aws.calls().count("DescribeTasks")).isEqualTo(1);
  }

  @Test
  void aThrottledStartIsOneCallAndSaysSo() {
    PreparedTask start = bench.tasks.prepare(bench.template(), EcsBench.spec());
    bench.aws.faults().always("RunTask", Fault.error(AwsError.throttling()));
    assertThat(start.attempt())
        .isInstanceOfSatisfying(
            LaunchResult.Retryable.class, result -> assertThat(result.throttled()).isTrue());
    assertThat(bench.aws.calls().count("RunTask")).isEqualTo(1);

    bench.aws.faults().clear();
    bench
        .aws
        .faults()
        .always(
            "RunTask",
            Fault.refuseTask(
                "You've reached the limit on the number of vCPUs you can run concurrently"));
    assertThat(start.attempt())
        .isInstanceOfSatisfying(
            LaunchResult.Retryable.class, result -> assertThat(result.throttled()).isFalse());
  }

  private List<RunningTask> start(TaskTemplate template, boolean newImage, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            task -> bench.start(template, spec(EcsBench.IMAGE, newImage, newImage + "-" + task)))
        .toList();
  }

  private static List<String> arns(List<RunningTask> tasks) {
    return tasks.stream().map(RunningTask::arn).toList();
  }

  private static TaskSpec spec(String image, boolean newImage, String token) {
    return with(new MigrationContainer(image, newImage, List.of("migrate"), Map.of()), token);
  }

  private static TaskSpec spec(Map<String, String> variables, String token) {
    return with(new MigrationContainer(EcsBench.IMAGE, true, List.of("migrate"), variables), token);
  }

  private static TaskSpec with(MigrationContainer container, String token) {
    TaskSpec plain = EcsBench.spec(token);
    return new TaskSpec(
        plain.cluster(),
        container,
        plain.compute(),
        plain.network(),
        plain.startedBy(),
        token,
        Map.of());
  }
}
