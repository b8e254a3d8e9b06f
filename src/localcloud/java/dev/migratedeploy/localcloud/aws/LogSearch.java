package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * FilterLogEvents: the events of many streams, interleaved by their time. A call looks at so much
 * of the log and no further, whatever of it matches: a page may be empty, and the next one not.
 */
record LogSearch(Fields input) {
  private static final int MOST_STREAMS = 100;
  private static final int MOST_BYTES = 1 << 20;

  /** Such a page of a real log group has its length in time, which depends on much. */
  private static final int MOST_LOOKED_AT = 10_000;

  ObjectNode in(LogGroup group, long now) {
    check(group, now);
    LogPattern pattern = LogPattern.parse(input.text("filterPattern").orElse(""));
    LogPosition after =
        input.text("nextToken").map(LogSearch::position).orElse(new LogPosition(0, 0));
    ObjectNode answer = Json.object();
    ArrayNode events = answer.putArray("events");
    answer.putArray("searchedLogStreams");
    long limit = input.number("limit").orElse((long) LogQuery.MOST_EVENTS);
    int bytes = 0;
    int looked = 0;
    for (Map.Entry<LogStream, StoredLogEvent> found : after(after, group, now)) {
      StoredLogEvent event = found.getValue();
      if (looked++ == MOST_LOOKED_AT || events.size() == limit) {
        return answer.put("nextToken", after.digits());
      }
      if (pattern.matches(event.message())) {
        bytes += event.message().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES && !events.isEmpty()) {
          return answer.put("nextToken", after.digits());
        }
        events.add(toJson(found.getKey(), event));
      }
      after = event.position();
    }
    return answer;
  }

  private void check(LogGroup group, long now) {
    List<String> names = input.texts("logStreamNames");
    if (names.size() > MOST_STREAMS) {
      throw AwsError.invalidParameter(
          "1 validation error detected: Value at 'logStreamNames' failed to satisfy constraint:"
              + " Member must have length less than or equal to "
              + MOST_STREAMS);
    }
    if (!names.isEmpty() && input.has("logStreamNamePrefix")) {
      throw AwsError.invalidParameter(
          "Only one of logStreamNames and logStreamNamePrefix may be specified.");
    }
    List<String> there = group.visible(now).stream().map(LogStream::name).toList();
    if (!there.containsAll(names)) {
      throw AwsError.notFound("The specified log stream does not exist.");
    }
  }

  private List<Map.Entry<LogStream, StoredLogEvent>> after(
      LogPosition position, LogGroup group, long now) {
    return group.visible(now).stream()
        .filter(this::wants)
        .flatMap(
            stream ->
                stream.visible(now).stream()
                    .filter(this::wants)
                    .filter(event -> event.position().compareTo(position) > 0)
                    .map(event -> Map.entry(stream, event)))
        .sorted(Comparator.comparing(found -> found.getValue().position()))
        .toList();
  }

  private boolean wants(LogStream stream) {
    List<String> names = input.texts("logStreamNames");
    return stream.name().startsWith(input.text("logStreamNamePrefix").orElse(""))
        && (names.isEmpty() || names.contains(stream.name()));
  }

  private boolean wants(StoredLogEvent event) {
    return event.timestamp() >= input.number("startTime").orElse(0L)
        && event.timestamp() < input.number("endTime").orElse(Long.MAX_VALUE);
  }

  private static LogPosition position(String token) {
    if (!token.matches("\\d{56}")) {
      throw AwsError.invalidParameter("The specified nextToken is invalid.");
    }
    return LogPosition.parse(token);
  }

  private static ObjectNode toJson(LogStream stream, StoredLogEvent event) {
    return Json.object()
        .put("logStreamName", stream.name())
        .put("timestamp", event.timestamp())
        .put("message", event.message())
        .put("ingestionTime", event.ingestionTime())
        .put("eventId", event.position().digits());
  }
}
