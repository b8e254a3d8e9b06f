package dev.migratedeploy.localcloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsLogsDriverTest {
  private static final int MOST = AwsLogsDriver.MOST_BYTES;
  private static final Map<String, String> BLOCKING = Map.of("mode", "blocking");
  private static final Map<String, String> JOINING = Map.of("awslogs-multiline-pattern", "^\\d");

  private final LogStore store = new LogStore(Clock.systemUTC());
  private final LocalLogs logs = new LocalLogs(store);
  private int tasks;

  @Test
  void anEmptyLineIsDropped() throws Exception {
    assertThat(messages(Map.of(), "", " ")).containsExactly(" ");
  }

  @Test
  void aLongLineBecomesSeveralEvents() throws Exception {
    assertThat(messages(BLOCKING, "x".repeat(MOST + 1))).containsExactly("x".repeat(MOST), "x");
  }

  /** shim-loggers-for-containerd 239. */
  @Test
  void withoutBlockingTheReaderOfThePipeSplitsElsewhere() throws Exception {
    assertThat(messages(Map.of(), "x".repeat(262_145)))
        .containsExactly("x".repeat(MOST), "x".repeat(26), "x");
  }

  @Test
  void aCharacterThatTheReaderOfThePipeCutsIsLost() throws Exception {
    assertThat(messages(BLOCKING, "x".repeat(MOST - 1) + "€"))
        .containsExactly("x".repeat(MOST - 1), "\uFFFD", "\uFFFD\uFFFD");
  }

  @Test
  void aMultilinePatternJoinsLinesAndEndsEachWithALineFeed() throws Exception {
    assertThat(messages(JOINING, "begun before", "1 a", "b", "", "2 c"))
        .containsExactly("begun before\n", "1 a\nb\n\n", "2 c\n");
  }

  @Test
  void aDatetimeFormatIsAPattern() throws Exception {
    Map<String, String> options =
        Map.of("awslogs-datetime-format", "%Y-%m-%d %H:%M:%S", "awslogs-multiline-pattern", "^b");
    assertThat(messages(options, "2026-11-25 21:53:27 a", "b", "2026-11-25 21:53:28 c"))
        .containsExactly("2026-11-25 21:53:27 a\nb\n", "2026-11-25 21:53:28 c\n");
  }

  /** moby 36078. */
  @Test
  void aJoinedEventIsNotLongerThanAnEventMayBe() throws Exception {
    String half = "x".repeat(MOST / 2);
    assertThat(messages(JOINING, "1", half, half))
        .containsExactly("1\n" + half + "\n", half + "\n");
    assertThat(messages(JOINING, "1", "x".repeat(MOST - 2)))
        .containsExactly("1\n" + "x".repeat(MOST - 2), "\n");
  }

  @Test
  void itLosesLinesWhereATestWantsIt() throws Exception {
    logs.loseLines(line -> line.contains("lost"));
    assertThat(messages(Map.of(), "kept", "lost")).containsExactly("kept");
  }

  private List<String> messages(Map<String, String> options, String... lines) throws Exception {
    logs.createLogGroup(Definitions.LOG_GROUP);
    String task = String.valueOf(++tasks);
    AwsLogsDriver driver =
        AwsLogsDriver.of(store, Definitions.logging(options), "eu-west-1", task).orElseThrow();
    List.of(lines).forEach(driver);
    driver.close();
    return logs.messages(Definitions.LOG_GROUP, "migrate/flyway/" + task);
  }
}
