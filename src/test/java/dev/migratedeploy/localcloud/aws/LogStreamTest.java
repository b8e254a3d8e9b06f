package dev.migratedeploy.localcloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogStreamTest {
  private final LogStream stream = new LogStream("stream", 0);

  @Test
  void aMillionEventsAreReadInAHundredPages() {
    for (int i = 1; i <= 1_000_000; i++) {
      add(1000 + i / 7, i, "line " + i);
    }
    int pages = 0;
    LogPage page = forward(LogToken.head());
    while (!page.events().isEmpty()) {
      assertThat(page.events().get(0).message()).isEqualTo("line " + (pages * 10_000 + 1));
      pages++;
      page = forward(page.forward());
    }
    assertThat(pages).isEqualTo(100);
  }

  @Test
  void anEventThatComesLateStandsWhereItsTimestampSays() {
    add(3000, 1, "third");
    add(1000, 2, "first");
    add(2000, 3, "second");
    assertThat(messages(forward(LogToken.head()))).containsExactly("first", "second", "third");
  }

  @Test
  void aBackwardPageDoesNotRepeatTheEventOfItsToken() {
    add(1000, 1, "one");
    add(1000, 2, "two");
    add(1000, 3, "three");
    LogToken token = new LogToken(false, new LogPosition(1000, 3));
    assertThat(messages(page(token))).containsExactly("one", "two");
    LogToken start = page(token).backward();
    assertThat(page(start).events()).isEmpty();
    assertThat(page(start).backward()).isEqualTo(start);
  }

  private void add(long timestamp, long sequence, String message) {
    stream.add(new StoredLogEvent(timestamp, sequence, timestamp, message));
  }

  private LogPage forward(LogToken token) {
    return page(new LogToken(true, token.position()));
  }

  private LogPage page(LogToken token) {
    return stream.page(
        new LogQuery(token, LogQuery.MOST_EVENTS, 0, Long.MAX_VALUE), Long.MAX_VALUE);
  }

  private static List<String> messages(LogPage page) {
    return page.events().stream().map(StoredLogEvent::message).toList();
  }
}
