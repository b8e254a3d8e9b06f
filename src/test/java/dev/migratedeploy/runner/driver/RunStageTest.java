package dev.migratedeploy.runner.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.verdict.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunStageTest {
  @ParameterizedTest
  @ValueSource(strings = {"build_script", "step_script"})
  void theUsersScriptIsTheTimeToDeployByEitherName(String stage) {
    assertThat(new RunStage(stage).isBuild()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prepare_script",
        "get_sources",
        "clear_worktree",
        "restore_cache",
        "download_artifacts",
        "step_release",
        "after_script",
        "archive_cache",
        "archive_cache_on_failure",
        "upload_artifacts_on_success",
        "upload_artifacts_on_failure",
        "cleanup_file_variables"
      })
  void noOtherStageOfTheRunnersIs(String stage) {
    assertThat(new RunStage(stage).isBuild()).isFalse();
    assertThatCode(() -> new RunStage(stage).remark()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "step_run",
        "step_deploy",
        "step_",
        "step_SCRIPT",
        "step_script ",
        "BUILD_SCRIPT",
        "concrete",
        "resolve_secrets",
        "a stage\nof a later version",
        ""
      })
  void aStageThatNobodyKnowsIsRefusedInOneLine(String stage) {
    assertThat(new RunStage(stage).isBuild()).isFalse();
    assertThatThrownBy(() -> new RunStage(stage).remark())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("which this driver does not know")
        .satisfies(refusal -> assertThat(refusal.getMessage()).hasLineCount(1));
  }

  @Test
  void whatAJobAsksForAndDoesNotGetIsSaid() {
    assertThat(new RunStage("after_script").remark()).contains("sealed: after_script: is not run");
    assertThat(new RunStage("step_release").remark()).contains("sealed: release: is not run");
    assertThat(new RunStage("prepare_script").remark()).isEmpty();
  }
}
