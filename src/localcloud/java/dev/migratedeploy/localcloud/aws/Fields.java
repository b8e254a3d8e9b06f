package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads a JSON object in which every field may be missing. */
record Fields(ObjectNode json) {
  Optional<JsonNode> value(String name) {
    return Optional.<JsonNode>ofNullable(json.get(name)).filter(value -> !value.isNull());
  }

  Optional<String> text(String name) {
    return value(name).map(JsonNode::asText);
  }

  String required(String name) {
    return text(name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> AwsError.invalidParameter(name + " can not be blank."));
  }

  Optional<Long> number(String name) {
    return value(name).map(JsonNode::asLong);
  }

  boolean flag(String name) {
    return value(name).map(JsonNode::asBoolean).orElse(false);
  }

  Fields object(String name) {
    return new Fields(value(name).map(ObjectNode.class::cast).orElseGet(Json::object));
  }

  boolean has(String name) {
    return value(name).isPresent();
  }

  List<Fields> objects(String name) {
    return elements(name).stream().map(element -> new Fields((ObjectNode) element)).toList();
  }

  List<String> texts(String name) {
    return elements(name).stream().map(JsonNode::asText).toList();
  }

  /** An object whose fields are all texts, such as a log driver's options. */
  Map<String, String> map(String name) {
    return object(name).json().properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
  }

  private List<JsonNode> elements(String name) {
    return value(name)
        .map(array -> StreamSupport.stream(array.spliterator(), false).toList())
        .orElse(List.of());
  }
}
