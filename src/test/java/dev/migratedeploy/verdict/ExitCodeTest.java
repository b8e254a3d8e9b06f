package dev.migratedeploy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExitCodeTest {
  @Test
  void theNumbersAreThoseOfTheContract() {
    assertThat(
            Arrays.stream(ExitCode.values())
                .map(code -> code + " " + code.number())
                .collect(Collectors.joining(", ")))
        .isEqualTo("SUCCESS 0, FAILED 1, REFUSED 2, NOT_STARTED 3, UNKNOWN 4, STILL_RUNNING 5");
  }

  /** Whatever is green ends with 0, and nothing else does. */
  @ParameterizedTest
  @EnumSource(Verdict.Kind.class)
  void aVerdictIsASuccessIfItsCodeSaysSo(Verdict.Kind kind) {
    Verdict verdict = new Verdict(kind, VerdictDetails.of("it is so"));

    assertThat(verdict.isSuccess()).isEqualTo(verdict.exitCode() == 0);
    assertThat(verdict.isUncertain()).isEqualTo(verdict.exitCode() >= 4);
  }
}
