package dev.migratedeploy.aws.logs;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A log that works, and makes as much trouble as CloudWatch may: its stream is late, it shows its
 * events bit by bit, in pages of any size, with empty pages between them, and fails at times.
 */
final class UnsteadyLog implements LogSource {
  private final Random random;
  private final List<LogEvent> events;
  private int readsWithoutStream;
  private int visible;
  private int position;

  UnsteadyLog(Random random, List<LogEvent> events) {
    this.random = random;
    this.events = events;
    this.readsWithoutStream = random.nextInt(4);
  }

  /** Whether the reader has been given every event. */
  boolean isReadToItsEnd() {
    return readsWithoutStream == 0 && position == events.size();
  }

  @Override
  public LogReading read(Optional<String> token) {
    if (random.nextInt(5) == 0) {
      return new LogReading.Unreadable("Rate exceeded");
    }
    if (readsWithoutStream > 0) {
      readsWithoutStream--;
      return new LogReading.NoStreamYet();
    }
    visible = Math.min(events.size(), visible + random.nextInt(6));
    int from = token.map(UnsteadyLog::position).orElse(0);
    if (from < visible && random.nextInt(4) == 0) {
      return new LogReading.Page(List.of(), from + "/" + random.nextLong());
    }
    int to = Math.min(visible, from + 1 + random.nextInt(4));
    position = to;
    return new LogReading.Page(
        events.subList(from, to), from == to ? token.orElse("0/start") : to + "/" + to);
  }

  private static int position(String token) {
    return Integer.parseInt(token.substring(0, token.indexOf('/')));
  }
}
