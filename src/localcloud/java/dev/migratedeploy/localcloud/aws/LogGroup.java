package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A log group and its streams, by name. */
final class LogGroup {
  private final String region;
  private final String name;
  private final long creationTime;
  private volatile boolean infrequentAccess;
  private final Map<String, LogStream> streams = new ConcurrentSkipListMap<>();

  LogGroup(String region, String name, long creationTime) {
    this.region = region;
    this.name = name;
    this.creationTime = creationTime;
  }

  String name() {
    return name;
  }

  void makeInfrequentAccess() {
    infrequentAccess = true;
  }

  boolean isInfrequentAccess() {
    return infrequentAccess;
  }

  String region() {
    return region;
  }

  /** Whether the stream is new. */
  boolean create(LogStream stream) {
    return streams.putIfAbsent(stream.name(), stream) == null;
  }

  Optional<LogStream> find(String stream) {
    return Optional.ofNullable(streams.get(stream));
  }

  /** The streams that can be seen at this time, in milliseconds since 1970. */
  List<LogStream> visible(long now) {
    return streams.values().stream().filter(stream -> stream.creationTime() <= now).toList();
  }

  Collection<String> streamNames() {
    return List.copyOf(streams.keySet());
  }

  ObjectNode toJson() {
    String arn = Arns.logGroup(region, name);
    return Json.object()
        .put("logGroupName", name)
        .put("creationTime", creationTime)
        .put("metricFilterCount", 0)
        .put("arn", arn + ":*")
        .put("storedBytes", 0)
        .put("logGroupClass", infrequentAccess ? "INFREQUENT_ACCESS" : "STANDARD")
        .put("logGroupArn", arn);
  }

  ObjectNode toJson(LogStream stream, long now) {
    ObjectNode json =
        Json.object()
            .put("logStreamName", stream.name())
            .put("creationTime", stream.creationTime())
            .put("arn", Arns.logGroup(region, name) + ":log-stream:" + stream.name())
            .put("storedBytes", 0);
    List<StoredLogEvent> events = stream.visible(now);
    if (!events.isEmpty()) {
      StoredLogEvent last = events.get(events.size() - 1);
      json.put("firstEventTimestamp", events.get(0).timestamp())
          .put("lastEventTimestamp", last.timestamp())
          .put("lastIngestionTime", last.ingestionTime());
    }
    return json;
  }
}
