package dev.migratedeploy.localcloud.aws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The events of one stream, by timestamp and then by arrival; fast for a million of them. */
final class LogStream {
  private static final int MOST_BYTES = 1 << 20;

  private final String name;
  private final long creationTime;
  private final List<StoredLogEvent> events = new ArrayList<>();

  LogStream(String name, long creationTime) {
    this.name = name;
    this.creationTime = creationTime;
  }

  String name() {
    return name;
  }

  /** In milliseconds since 1970; the stream cannot be seen before. */
  long creationTime() {
    return creationTime;
  }

  synchronized void add(StoredLogEvent event) {
    boolean latest =
        events.isEmpty()
            || events.get(events.size() - 1).position().compareTo(event.position()) < 0;
    events.add(latest ? events.size() : firstAfter(event.position()), event);
  }

  /** The events that can be seen at this time, in milliseconds since 1970. */
  synchronized List<StoredLogEvent> visible(long now) {
    return events.stream().filter(event -> event.ingestionTime() <= now).toList();
  }

  synchronized LogPage page(LogQuery query, long now) {
    List<StoredLogEvent> page =
        query.token().forward() ? forward(query, now) : backward(query, now);
    return LogPage.of(page, query.token());
  }

  private List<StoredLogEvent> forward(LogQuery query, long now) {
    List<StoredLogEvent> page = new ArrayList<>();
    int bytes = 0;
    LogPosition start = new LogPosition(query.from(), 0);
    LogPosition after =
        query.token().position().compareTo(start) > 0 ? query.token().position() : start;
    for (int i = firstAfter(after); i < events.size() && page.size() < query.limit(); i++) {
      StoredLogEvent event = events.get(i);
      bytes += size(event);
      // What is not visible yet ends the page, else a token would lead past it.
      if (event.timestamp() >= query.to()
          || event.ingestionTime() > now
          || overflows(bytes, page)) {
        break;
      }
      page.add(event);
    }
    return page;
  }

  private List<StoredLogEvent> backward(LogQuery query, long now) {
    List<StoredLogEvent> page = new ArrayList<>();
    int bytes = 0;
    for (int i = firstFrom(query) - 1; i >= 0 && page.size() < query.limit(); i--) {
      StoredLogEvent event = events.get(i);
      if (event.ingestionTime() > now) {
        continue;
      }
      bytes += size(event);
      if (event.timestamp() < query.from() || overflows(bytes, page)) {
        break;
      }
      page.add(event);
    }
    Collections.reverse(page);
    return page;
  }

  /** The index of the first event that a backward page must not hold any more. */
  private int firstFrom(LogQuery query) {
    LogPosition end = new LogPosition(query.to(), 0);
    LogPosition before =
        query.token().position().compareTo(end) < 0 ? query.token().position() : end;
    int index = firstAfter(before);
    boolean stands = index > 0 && events.get(index - 1).position().equals(before);
    return stands ? index - 1 : index;
  }

  private int firstAfter(LogPosition position) {
    int low = 0;
    int high = events.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (events.get(middle).position().compareTo(position) > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static boolean overflows(int bytes, List<StoredLogEvent> page) {
    return bytes > MOST_BYTES && !page.isEmpty();
  }

  private static int size(StoredLogEvent event) {
    return event.message().getBytes(StandardCharsets.UTF_8).length;
  }
}
