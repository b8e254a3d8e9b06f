package dev.migratedeploy.runner.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunnerExitTest {
  private final Map<String, String> variables = new HashMap<>();
  private Path codeFile = Path.of("");

  @BeforeEach
  void variables(@TempDir Path directory) {
    codeFile = directory.resolve("build_exit_code");
    variables.put("BUILD_FAILURE_EXIT_CODE", "17");
    variables.put("SYSTEM_FAILURE_EXIT_CODE", "23");
    variables.put("BUILD_EXIT_CODE_FILE", codeFile.toString());
  }

  @Test
  void successIsSuccess() {
    assertThat(exit().of(0)).isZero();
    assertThat(codeFile).doesNotExist();
  }

  @Test
  void whatHasNotStartedIsASystemFailureWhichARetryMends() {
    assertThat(exit().of(3)).isEqualTo(23);
    assertThat(codeFile).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "4", "5"})
  void everyOtherVerdictIsABuildFailureWithItsOwnCode(int verdict) throws IOException {
    assertThat(exit().of(verdict)).isEqualTo(17);
    // The Runner gives the first line to Go's Atoi, which takes nothing but digits.
    assertThat(Files.readAllLines(codeFile)).containsExactly(Integer.toString(verdict));
  }

  @Test
  void anOlderRunnerHasNoFileForTheCode() {
    variables.remove("BUILD_EXIT_CODE_FILE");

    assertThat(exit().of(1)).isEqualTo(17);
  }

  @Test
  void aFileThatCannotBeWrittenTurnsNoFailureGreen(@TempDir Path directory) {
    variables.put("BUILD_EXIT_CODE_FILE", directory.resolve("not/there").toString());

    assertThat(exit().of(1)).isEqualTo(17);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "256", "-1", "", "one"})
  void aCodeThatIsNoneIsNotTheRunners(String code) {
    variables.put("SYSTEM_FAILURE_EXIT_CODE", code);

    assertThat(RunnerExit.of(variables)).isEmpty();
  }

  private RunnerExit exit() {
    return RunnerExit.of(variables).orElseThrow();
  }
}
