package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** FilterLogEvents, as far as a person's {@code aws logs tail} needs it. */
record LogSearch(Fields input) {
  ObjectNode in(LogGroup group, long now) {
    Page<Map.Entry<LogStream, StoredLogEvent>> page =
        Page.of(found(group, now), input, "limit", LogQuery.MOST_EVENTS);
    ObjectNode answer =
        page.answer(
            "events",
            Json.objects(
                page.items().stream()
                    .map(found -> toJson(found.getKey(), found.getValue()))
                    .toList()));
    answer.putArray("searchedLogStreams");
    return answer;
  }

  private List<Map.Entry<LogStream, StoredLogEvent>> found(LogGroup group, long now) {
    return group.visible(now).stream()
        .filter(this::wants)
        .flatMap(
            stream ->
                stream.visible(now).stream()
                    .filter(this::wants)
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
    String words = input.text("filterPattern").orElse("").replace("\"", "");
    return event.timestamp() >= input.number("startTime").orElse(0L)
        && event.timestamp() < input.number("endTime").orElse(Long.MAX_VALUE)
        && event.message().contains(words);
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
