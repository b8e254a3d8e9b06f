package dev.migratedeploy.deploy.task;

import static dev.migratedeploy.deploy.task.SampleDeploy.failedToStart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.causes.KnownText;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StartFailureTest {
  private static final String FAILED = "TaskFailedToStart";

  static List<KnownText> texts() {
    return KnownText.of("stopped-tasks.txt");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aKnownTextIsExplainedWithWhatARetryDoes(KnownText text) {
    VerdictDetails explanation = explain(failedToStart(FAILED, text.get("says"), Optional.empty()));

    assertThat(explanation.cause()).contains(text.get("cause"));
    assertThat(explanation.next().orElseThrow()).contains(text.get("next"));
    assertThat(explanation.details()).containsExactly(text.get("says"));
    assertThat(explanation.state())
        .contains(
            text.get("retry").equals("helps")
                ? "nothing was applied; a retry is safe"
                : "nothing was applied; a retry is safe, but fails again until this is fixed");
  }

  @Test
  void theContainersOwnReasonComesFirst() {
    VerdictDetails explanation =
        explain(
            failedToStart(
                FAILED,
                "Essential container in task exited",
                Optional.of("CannotPullContainerError: x: not found")));

    assertThat(explanation.cause()).contains("the registry does not have it");
    assertThat(explanation.details()).containsExactly("CannotPullContainerError: x: not found");
  }

  @Test
  void aReasonThatNobodyKnowsIsQuoted() {
    VerdictDetails explanation =
        explain(failedToStart(FAILED, "Something that was never heard of.", Optional.empty()));

    assertThat(explanation.cause()).isEqualTo("the container never ran");
    assertThat(explanation.details()).containsExactly("Something that was never heard of.");
    assertThat(explanation.next().orElseThrow()).contains("read what ECS says");
    assertThat(explanation.state()).contains("nothing was applied; a retry is safe");
  }

  @Test
  void aTaskThatAUserStoppedBeforeItRanIsSaidToBe() {
    VerdictDetails explanation =
        explain(failedToStart("UserInitiated", "Task stopped by user", Optional.empty()));

    assertThat(explanation.cause())
        .isEqualTo("the task was stopped by a user before its container ran");
    assertThat(explanation.details()).containsExactly("Task stopped by user");
  }

  private static VerdictDetails explain(TaskState state) {
    return StartFailure.explain(state, state.container("flyway"));
  }
}
