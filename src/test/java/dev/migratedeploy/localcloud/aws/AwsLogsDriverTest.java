package dev.migratedeploy.localcloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AwsLogsDriverTest {
  private final LogStore store = new LogStore(Clock.systemUTC());
  private final LocalLogs logs = new LocalLogs(store);

  @Test
  void anEmptyLineIsDropped() throws Exception {
    driver().accept("");
    driver().accept(" ");
    assertThat(messages()).containsExactly(" ");
  }

  @Test
  void aLongLineBecomesSeveralEventsWithoutBreakingACharacter() throws Exception {
    String line = "x" + "€".repeat(200_000) + "😀".repeat(1000);
    driver().accept(line);
    assertThat(messages())
        .hasSize(3)
        .allSatisfy(
            message ->
                assertThat(message.getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(AwsLogsDriver.MOST_BYTES));
    assertThat(String.join("", messages())).isEqualTo(line);
  }

  @Test
  void itLosesLinesWhereATestWantsIt() throws Exception {
    logs.loseLines(line -> line.contains("lost"));
    driver().accept("kept");
    driver().accept("lost");
    assertThat(messages()).containsExactly("kept");
  }

  private Consumer<String> driver() throws StartFailure {
    logs.createLogGroup(Definitions.LOG_GROUP);
    Fields container =
        new Fields(Json.parse(Definitions.FLYWAY)).objects("containerDefinitions").get(0);
    return AwsLogsDriver.of(store, container, "eu-west-1", "1");
  }

  private List<String> messages() {
    return logs.messages(Definitions.LOG_GROUP, "migrate/flyway/1");
  }
}
