package dev.migratedeploy.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A shell learns its child's exit code although signals cut its waiting short, in every shell. */
@Timeout(120)
class ChildExitCodeIT {
  /**
   * A child ends while its parent gets one signal after another, and a further child sends them.
   */
  private static final String STORM =
      """
      exec 2>/dev/null
      trap : TERM
      round=0
      while [ "$round" -lt 25 ]; do
        round=$((round + 1))
        (trap '' TERM; sleep 0.0$((round % 7)); exit 7) &
        child=$!
        (trap '' TERM; i=0; while [ "$i" -lt 300 ]; do kill -TERM "$$"; i=$((i + 1)); done) &
        sender=$!
        await "$child"
        [ "$status" -eq 7 ] || echo "round $round: $status"
        await "$sender"
      done
      echo "$round rounds"
      """;

  @ParameterizedTest
  @MethodSource("dev.migratedeploy.image.Shell#all")
  void signalsAtTheEndOfTheChildTakeNothing(Shell shell, @TempDir Path directory) throws Exception {
    String script = EntrypointScript.of(List.of("flyway"));
    int start = script.indexOf("\nawait() {\n");
    String await = script.substring(start, script.indexOf("\n}\n", start) + 3);

    Process process = shell.run(directory, await + STORM).start();

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo("25 rounds\n");
    assertThat(process.waitFor(1, TimeUnit.SECONDS)).isTrue();
  }
}
