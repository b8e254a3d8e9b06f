package dev.migratedeploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.cli.CommandLineApp;
import dev.migratedeploy.deploy.task.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndOfProcessTest {
  private static final Map<String, String> RUNNER =
      Map.of("BUILD_FAILURE_EXIT_CODE", "17", "SYSTEM_FAILURE_EXIT_CODE", "23");

  private static final boolean DRIVER = driver("executor --policy p.yml run script build_script");

  @Test
  void aDriversEndIsTheRunnersAndHasMinutes() {
    EndOfProcess end = EndOfProcess.of(DRIVER, RUNNER);

    assertThat(end.exitCodes().applyAsInt(3)).isEqualTo(23);
    assertThat(end.exitCodes().applyAsInt(1)).isEqualTo(17);
    // After GitLab's timeout the Runner waits for five minutes, and then removes the directory.
    assertThat(end.grace().plus(end.farewell())).isLessThan(Duration.ofMinutes(5));
    // A stopped task is killed by ECS two minutes later at the latest.
    assertThat(end.grace()).isGreaterThan(Duration.ofSeconds(150));
  }

  /** Such variables may be set in any job: they must not turn its failure green. */
  @Test
  void aJobsEndIsItsVerdictWhateverItsVariablesSay() {
    EndOfProcess end = EndOfProcess.of(driver("deploy --env executor"), RUNNER);

    assertThat(end.exitCodes().applyAsInt(3)).isEqualTo(3);
    assertThat(end.grace()).isEqualTo(Cancellation.SHORT_GRACE);
  }

  @Test
  void aDriverThatSomebodyStartsByHandEndsWithTheVerdict() {
    assertThat(EndOfProcess.of(DRIVER, Map.of()).exitCodes().applyAsInt(2)).isEqualTo(2);
  }

  private static boolean driver(String arguments) {
    return CommandLineApp.parse(List.of(arguments.split(" ")), Map.of()).isDriver();
  }
}
