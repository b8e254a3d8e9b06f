package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.RootCause;
import dev.migratedeploy.demo.RootCauses;
import dev.migratedeploy.demo.Stage;
import dev.migratedeploy.demo.ToolProcess;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong, its cause and the next step are on the screen. */
class RootCauseIT {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @ParameterizedTest
  @MethodSource("causes")
  void theCauseAndTheNextStepAreOnTheScreen(RootCause cause) {
    Stage stage = new Stage(SharedCloud.get(), "cause" + NUMBER.incrementAndGet());

    ToolProcess.Result result = cause.happen(stage);

    EndToEnd.assertExit(result, cause.exitCode(), cause.said().toArray(String[]::new));
    assertTheVerdictIsLast(result.output());
  }

  /** Nothing but its own cause, state and next step follows the verdict. */
  private static void assertTheVerdictIsLast(String output) {
    List<String> lines = output.lines().toList();
    int result = lines.size() - 1;
    while (result > 0 && !lines.get(result).startsWith("Result ")) {
      result--;
    }
    assertThat(lines.get(result)).startsWith("Result ");
    assertThat(lines.subList(result + 1, lines.size()))
        .hasSizeLessThan(20)
        .allMatch(line -> line.matches("(State  |Next   |       )  .*"));
  }

  static List<RootCause> causes() {
    return RootCauses.all();
  }
}
