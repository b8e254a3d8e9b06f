package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;

/** Writes JSON the way the JSON 1.1 services do. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static ArrayNode texts(Collection<String> values) {
    ArrayNode array = array();
    values.forEach(array::add);
    return array;
  }

  static ArrayNode objects(Collection<? extends JsonNode> values) {
    return array().addAll(values);
  }

  /** Seconds since 1970 with three decimals. */
  static BigDecimal time(Instant instant) {
    return BigDecimal.valueOf(instant.toEpochMilli(), 3);
  }

  static ObjectNode parse(String text) {
    try {
      return MAPPER.readTree(text.isBlank() ? "{}" : text) instanceof ObjectNode object
          ? object
          : refuse();
    } catch (JsonProcessingException e) {
      return refuse();
    }
  }

  private static ObjectNode refuse() {
    throw AwsError.of(400, "SerializationException", "The request's body is not a JSON object.");
  }
}
