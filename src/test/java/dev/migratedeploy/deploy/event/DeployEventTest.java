package dev.migratedeploy.deploy.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.TaskEvent;
import dev.migratedeploy.deploy.task.SampleDeploy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeployEventTest {
  /** What only a task has: its log, its states. */
  private static final Set<String> OF_A_TASK =
      Set.of("RunningTask", "TaskState", "LogLine", "LogSummary", "LogDestination");

  @Test
  void whateverATaskDoesNamesTheTask() {
    List<Class<?>> events = records(DeployEvent.class).toList();
    assertThat(events).hasSizeGreaterThan(10);
    assertThat(events)
        .filteredOn(DeployEventTest::isOfATask)
        .isNotEmpty()
        .allMatch(TaskEvent.class::isAssignableFrom);
  }

  @Test
  void aNoteBelongsToATaskOrToTheRun() {
    RunningTask task = SampleDeploy.TASK;
    assertThat(new Noted(task, "still running").task()).contains(task.arn());
    assertThat(new Noted("waiting").task()).isEmpty();
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(DeployEventTest::records);
  }

  private static boolean isOfATask(Class<?> event) {
    return Arrays.stream(event.getRecordComponents())
        .map(RecordComponent::getType)
        .anyMatch(type -> OF_A_TASK.contains(type.getSimpleName()));
  }
}
