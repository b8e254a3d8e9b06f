package dev.migratedeploy.aws.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a task writes and however the log hands it out. */
class AnyLogTest {
  private static final int ROUNDS = 3000;
  private static final int MOST_READS = 1000;
  private static final List<String> LINES =
      List.of(
          "Migrating schema \"public\" to version \"7\"",
          " ",
          "progress 10 %\rprogress 20 %\r",
          "ünïcödé 🚀",
          "[migrate-deploy] end exit=0 lines=1000000",
          "[migrate-deploy] end exit=1 lines=2000000");

  private record Written(List<LogEvent> events, List<String> lines, boolean whole) {}

  @Test
  void everyLineIsHandedOnOnceInOrderAndTheEndIsProvedExactlyWhereItIs() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      Written written = write(random);
      UnsteadyLog source = new UnsteadyLog(random, written.events());
      List<String> handedOn = new ArrayList<>();
      LogTail tail = new LogTail(line -> handedOn.add(line.text()));

      for (int reads = 0; !source.isReadToItsEnd(); reads++) {
        assertThat(reads).as("reads, seed %d", seed).isLessThan(MOST_READS);
        tail.take(source.read(tail.token()));
      }
      LogSummary summary = tail.summary();
      tail.close();

      assertThat(summary.complete()).as("complete, seed %d", seed).isEqualTo(written.whole());
      assertThat(handedOn).as("lines, seed %d", seed).isEqualTo(expected(written));
      assertThat(summary.lines() + (summary.end().isPresent() ? 1 : 0))
          .as("count, seed %d", seed)
          .isEqualTo(written.lines().size());
    }
  }

  /** A line that looks like the end is output, unless it is last and proves that it is the end. */
  private static List<String> expected(Written written) {
    int size = written.lines().size();
    return written.lines().subList(0, written.whole() ? size - 1 : size);
  }

  private static Written write(Random random) {
    List<List<String>> events = new ArrayList<>();
    int lines = 0;
    for (int event = random.nextInt(20); event > 0; event--) {
      List<String> joined =
          Stream.generate(() -> LINES.get(random.nextInt(LINES.size())))
              .limit(random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1)
              .toList();
      lines += joined.size();
      events.add(joined);
    }
    boolean ended = random.nextInt(3) != 0;
    if (ended) {
      events.add(List.of("[migrate-deploy] end exit=" + random.nextInt(256) + " lines=" + lines));
    }
    boolean lost = random.nextInt(3) == 0 && events.size() > 0;
    if (lost) {
      events.remove(random.nextInt(events.size()));
    }
    return new Written(
        events.stream().map(joined -> event(random, joined)).toList(),
        events.stream().flatMap(List::stream).toList(),
        ended && !lost);
  }

  private static LogEvent event(Random random, List<String> lines) {
    String message = String.join("\n", lines);
    // A driver with a multi-line pattern ends the last line too, and never sends an empty message.
    return new LogEvent(
        Instant.ofEpochMilli(random.nextInt(2)),
        message.isEmpty() || random.nextBoolean() ? message + "\n" : message);
  }
}
