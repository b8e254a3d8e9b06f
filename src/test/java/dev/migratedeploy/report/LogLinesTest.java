package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.support.VirtualTicker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private static final int RUNNERS_LIMIT = 4 * 1024 * 1024;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final LogLines log =
      new LogLines(new PrintStream(bytes, true, StandardCharsets.UTF_8), new Style(false));

  @Test
  void aLineHasTheTimeSinceTheFirst() {
    print(Duration.ofHours(1), "one");
    print(Duration.ofHours(1).plusSeconds(69), "two");
    print(Duration.ofHours(3), "three");
    print(Duration.ZERO, "a clock that went back");
    assertThat(text())
        .isEqualTo(
            """
              00:00  one
              01:09  two
              2:00:00  three
              00:00  a clock that went back
            """);
  }

  @Test
  void theBudgetLeavesRoomForTheVerdictAndSaysWhereTheRestIs() {
    for (int i = 0; i < 50_000; i++) {
      print(Duration.ofSeconds(i / 100), "ü".repeat(100));
    }
    assertThat(bytes.size()).isBetween(RUNNERS_LIMIT / 2, RUNNERS_LIMIT - 512 * 1024);
    assertThat(text()).endsWith("  …  the log goes on in task.log among the report files\n");
    assertThat(text().split("the log goes on", -1)).hasSize(2);
  }

  @Test
  void oneLineThatIsLongerThanTheBudgetIsNotPrinted() {
    print(Duration.ZERO, "x".repeat(RUNNERS_LIMIT));
    assertThat(bytes.size()).isLessThan(1000);
  }

  private void print(Duration at, String text) {
    log.print(log.masked(new LogLine(VirtualTicker.START.plus(at), text)));
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
