package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Events, oldest first, and where to go on from them in either direction. */
record LogPage(List<StoredLogEvent> events, LogToken forward, LogToken backward) {
  /**
   * A page without events leaves the reader where it was: the sign that this is the end for now.
   */
  static LogPage of(List<StoredLogEvent> events, LogToken asked) {
    if (events.isEmpty()) {
      LogPosition here =
          asked.position().equals(LogPosition.TAIL) ? LogPosition.HEAD : asked.position();
      return new LogPage(events, new LogToken(true, here), new LogToken(false, here));
    }
    return new LogPage(
        events,
        new LogToken(true, events.get(events.size() - 1).position()),
        new LogToken(false, events.get(0).position()));
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    ArrayNode array = json.putArray("events");
    events.forEach(
        event ->
            array
                .addObject()
                .put("timestamp", event.timestamp())
                .put("message", event.message())
                .put("ingestionTime", event.ingestionTime()));
    return json.put("nextForwardToken", forward.toString())
        .put("nextBackwardToken", backward.toString());
  }
}
