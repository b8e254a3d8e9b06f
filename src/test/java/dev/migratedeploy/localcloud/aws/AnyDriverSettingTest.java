package dev.migratedeploy.localcloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.logs.LogEvent;
import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.aws.logs.LogTail;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the image's entrypoint writes, and however the awslogs driver is set. */
class AnyDriverSettingTest {
  private static final int ROUNDS = 400;

  /** The longest line that the entrypoint writes; what is longer it splits itself. */
  private static final int LONGEST = 60_000;

  private static final List<Map<String, String>> SETTINGS =
      List.of(
          Map.of(),
          Map.of("mode", "blocking"),
          Map.of("awslogs-multiline-pattern", "^\\d"),
          Map.of("awslogs-multiline-pattern", "^(Migrating|\\[migrate-deploy\\])"),
          Map.of("awslogs-multiline-pattern", "never", "mode", "blocking"),
          Map.of("awslogs-multiline-pattern", "^"),
          Map.of("awslogs-datetime-format", "%Y-%m-%d %H:%M:%S"));

  private static final List<String> LINES =
      List.of(
          "Migrating schema \"public\" to version \"7\"",
          " ",
          "7 rows",
          "2026-11-25 21:53:27 a line with its time",
          "progress 10 %\rprogress 20 %\r",
          "ünïcödé 🚀",
          "[migrate-deploy] end exit=0 lines=1000000",
          "x".repeat(LONGEST),
          "€".repeat(LONGEST / 3),
          // Together with the line feeds the last one is the byte that an event does not hold.
          "y".repeat(AwsLogsDriver.MOST_BYTES - 4 * (LONGEST + 1)));

  @Test
  void theLinesAreTheSameAndTheEndProvesThem() throws Exception {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      Map<String, String> settings = SETTINGS.get(random.nextInt(SETTINGS.size()));
      List<String> written =
          Stream.generate(() -> LINES.get(random.nextInt(LINES.size())))
              .limit(random.nextInt(20))
              .toList();
      List<String> handedOn = new ArrayList<>();
      LogTail tail = tail(events(settings, written), handedOn, random);
      assertThat(handedOn).as("lines, seed %d, %s", seed, settings).isEqualTo(written);
      assertThat(tail.summary().complete()).as("complete, seed %d, %s", seed, settings).isTrue();
    }
  }

  private static LogTail tail(List<String> events, List<String> handedOn, Random random) {
    LogTail tail = new LogTail(line -> handedOn.add(line.text()));
    LogTail.Progress progress;
    do {
      int from = tail.token().map(Integer::parseInt).orElse(0);
      int to = Math.min(events.size(), from + 1 + random.nextInt(3));
      progress =
          tail.take(
              new LogReading.Page(
                  events.subList(from, to).stream()
                      .map(event -> new LogEvent(Instant.EPOCH, event))
                      .toList(),
                  String.valueOf(to)));
    } while (progress != LogTail.Progress.CAUGHT_UP);
    tail.close();
    return tail;
  }

  private static List<String> events(Map<String, String> settings, List<String> lines)
      throws Exception {
    LogStore store = new LogStore(Clock.systemUTC());
    LocalLogs logs = new LocalLogs(store);
    logs.createLogGroup(Definitions.LOG_GROUP);
    Fields container = Definitions.logging(settings);
    Optional<AwsLogsDriver> driver = AwsLogsDriver.of(store, container, "eu-west-1", "1");
    lines.forEach(driver.orElseThrow());
    driver.get().accept("[migrate-deploy] end exit=0 lines=" + lines.size());
    driver.get().close();
    return logs.messages(Definitions.LOG_GROUP, "migrate/flyway/1");
  }
}
