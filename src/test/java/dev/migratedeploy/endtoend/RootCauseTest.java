package dev.migratedeploy.endtoend;

import dev.migratedeploy.localcloud.RootCause;
import dev.migratedeploy.localcloud.RootCauses;
import dev.migratedeploy.localcloud.Stage;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong, its cause and the next step are on the screen. */
class RootCauseTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @ParameterizedTest
  @MethodSource("causes")
  void theCauseAndTheNextStepAreOnTheScreen(RootCause cause) {
    Stage stage = new Stage(SharedCloud.get(), "cause" + NUMBER.incrementAndGet());

    EndToEnd.assertExit(cause.happen(stage), cause.exitCode(), cause.said().toArray(String[]::new));
  }

  static List<RootCause> causes() {
    return RootCauses.all();
  }
}
