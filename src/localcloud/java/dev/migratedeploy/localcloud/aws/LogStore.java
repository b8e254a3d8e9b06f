package dev.migratedeploy.localcloud.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The log groups of every region, and how lines come into them: late, or not at all. */
final class LogStore {
  private final Clock clock;
  private final Map<String, LogGroup> groups = new ConcurrentSkipListMap<>();
  private final AtomicLong sequence = new AtomicLong();
  private volatile Duration ingestionDelay = Duration.ZERO;
  private volatile Predicate<String> lost = line -> false;

  LogStore(Clock clock) {
    this.clock = clock;
  }

  long now() {
    return clock.millis();
  }

  void ingestionDelay(Duration delay) {
    ingestionDelay = delay;
  }

  void loseLines(Predicate<String> which) {
    lost = which;
  }

  List<LogGroup> in(String region) {
    return groups.values().stream().filter(group -> group.region().equals(region)).toList();
  }

  Optional<LogGroup> find(String region, String name) {
    return Optional.ofNullable(groups.get(key(region, name)));
  }

  /** Creates it, or finds the one that exists. */
  LogGroup createGroup(String region, String name) {
    return groups.computeIfAbsent(key(region, name), key -> new LogGroup(region, name, now()));
  }

  /** Creates it, or finds the one that exists; like an event, it can first be seen later. */
  LogStream createStream(LogGroup group, String name) {
    group.create(new LogStream(name, visibleFrom()));
    return group.find(name).orElseThrow();
  }

  /** A line that the log driver sends. */
  void write(LogStream stream, String line) {
    if (!lost.test(line)) {
      append(stream, now(), line);
    }
  }

  void append(LogStream stream, long timestamp, String message) {
    stream.add(
        new StoredLogEvent(
            timestamp, sequence.addAndGet(LogPosition.STEP), visibleFrom(), message));
  }

  private long visibleFrom() {
    return now() + ingestionDelay.toMillis();
  }

  private static String key(String region, String name) {
    return region + "/" + name;
  }
}
