package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tags of everything in ECS, by ARN. */
final class Tags {
  private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();

  void add(String arn, List<Fields> more) {
    Map<String, String> added = new LinkedHashMap<>(tags.getOrDefault(arn, Map.of()));
    more.forEach(tag -> added.put(tag.required("key"), tag.text("value").orElse("")));
    tags.put(arn, added);
  }

  void copy(String from, String to) {
    tags.put(to, tags.getOrDefault(from, Map.of()));
  }

  ArrayNode of(String arn) {
    ArrayNode array = Json.array();
    tags.getOrDefault(arn, Map.of())
        .forEach((key, value) -> array.addObject().put("key", key).put("value", value));
    return array;
  }
}
