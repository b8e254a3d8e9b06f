package dev.migratedeploy.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.migratedeploy.localcloud.aws.AwsError;
import dev.migratedeploy.localcloud.aws.Fault;
import dev.migratedeploy.localcloud.aws.ProgramRuntime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One look at a task. */
class LookingTest {
  private final EcsBench bench = new EcsBench(new ProgramRuntime((spec, terminated) -> 3));

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aFinishedTaskSaysHowItEnded() throws Exception {
    TaskState state = seen(finished());

    assertThat(state.stopped()).isTrue();
    assertThat(state.stopCode()).contains("EssentialContainerExited");
    assertThat(state.stoppedReason()).contains("Essential container in task exited");
    assertThat(state.startedAt()).isPresent();
    assertThat(state.stoppedAt()).isPresent();
    ContainerState container = state.container("flyway").orElseThrow();
    assertThat(container.status()).isEqualTo("STOPPED");
    assertThat(container.exitCode()).contains(3);
    assertThat(container.imageDigest()).contains(ProgramRuntime.DIGEST);
    assertThat(container.runtimeId()).isPresent();
  }

  @Test
  void anExitCodeThatEcsDoesNotHaveStaysAbsent() throws Exception {
    RunningTask task = finished();
    bench.aws.faults().always("DescribeTasks", Fault.hideExitCodes());

    assertThat(seen(task).container("flyway").orElseThrow().exitCode()).isEmpty();
  }

  @Test
  void aContainerIsFoundBehindItsSidecars() throws Exception {
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
                            task ->
                                ((ArrayNode) task.path("containers"))
                                    .insertObject(0)
                                    .put("name", "aws-guardduty-agent-x")
                                    .put("lastStatus", "STOPPED")
                                    .put("exitCode", 0))));

    TaskState state = seen(finished());

    assertThat(state.containers().get(0).name()).isEqualTo("aws-guardduty-agent-x");
    assertThat(state.container("flyway").orElseThrow().exitCode()).contains(3);
    assertThat(state.container("nobody")).isEmpty();
  }

  @Test
  void aTaskThatNeverStartedSaysWhy() throws Exception {
    bench.aws.ecs().failNextStart("ResourceInitializationError: no route");

    TaskState state = seen(finished());

    assertThat(state.stopCode()).contains("TaskFailedToStart");
    assertThat(state.stoppedReason()).contains("ResourceInitializationError: no route");
    assertThat(state.startedAt()).isEmpty();
    assertThat(state.container("flyway").orElseThrow().exitCode()).isEmpty();
    assertThat(state.mayHaveRun("flyway")).isFalse();
  }

  @Test
  void aTaskThatEcsDoesNotFindIsMissing() throws Exception {
    RunningTask task = finished();
    bench.aws.faults().next("DescribeTasks", 1, Fault.missing());

    assertThat(bench.tasks.lookUp(task)).isEqualTo(new TaskLookup.NotFound());
    assertThat(bench.tasks.lookUp(task)).isInstanceOf(TaskLookup.Found.class);
  }

  @Test
  void anErrorIsAFailedLookAndNotTheEnd() throws Exception {
    RunningTask task = finished();

    bench.aws.faults().always("DescribeTasks", Fault.error(AwsError.throttling()));
    assertThat(bench.tasks.lookUp(task))
        .isEqualTo(new TaskLookup.Unavailable("Rate exceeded", true));

    bench.aws.faults().clear();
    bench
        .aws
        .faults()
        .always("DescribeTasks", Fault.error(AwsError.accessDenied("ecs:DescribeTasks")));
    assertThat(bench.tasks.lookUp(task).toString()).contains("ecs:DescribeTasks");

    bench.aws.faults().clear();
    bench.aws.faults().always("DescribeTasks", Fault.reset());
    assertThat(bench.tasks.lookUp(task))
        .isInstanceOf(TaskLookup.Unavailable.class)
        .asString()
        .contains("AWS cannot be reached");
  }

  private RunningTask finished() throws Exception {
    bench.aws.ecs().registerTaskDefinition(EcsBench.FLYWAY);
    RunningTask task = bench.start(bench.template(), EcsBench.spec());
    bench.aws.ecs().stopped(task.arn()).get(10, TimeUnit.SECONDS);
    return task;
  }

  private TaskState seen(RunningTask task) {
    return ((TaskLookup.Found) bench.tasks.lookUp(task)).state();
  }
}
