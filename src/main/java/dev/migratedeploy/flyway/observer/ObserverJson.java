package dev.migratedeploy.flyway.observer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A JSON object of the observer; what is absent, of another type or out of range is absent. */
record ObserverJson(JsonNode node) {
  /** Twice as long as the observer writes a line. */
  private static final int LONGEST = 8_192;

  private static final int DEEPEST = 8;
  private static final int LONGEST_NUMBER = 20;
  private static final long LONGEST_TIME = 1L << 42;

  /** As many entries as are read of a list in a line. */
  private static final int MOST = 1_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxStringLength(LONGEST)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The object; absent if the text is none. */
  static Optional<ObserverJson> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readTree(text)).filter(JsonNode::isObject).map(ObserverJson::new);
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /** A text as it was written. */
  Optional<String> raw(String key) {
    return Optional.ofNullable(node.get(key)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  /** A text, made harmless. */
  Optional<String> text(String key, int most) {
    return raw(key).flatMap(text -> ObserverText.visible(text, most));
  }

  Optional<Long> number(String key) {
    return Optional.ofNullable(node.get(key)).flatMap(ObserverJson::number);
  }

  /** A number from 0 on. */
  Optional<Integer> count(String key) {
    return number(key)
        .filter(count -> count >= 0 && count <= Integer.MAX_VALUE)
        .map(Long::intValue);
  }

  Optional<Duration> time(String key) {
    return number(key).filter(ms -> ms >= 0 && ms <= LONGEST_TIME).map(Duration::ofMillis);
  }

  Optional<Boolean> flag(String key) {
    return Optional.ofNullable(node.get(key))
        .filter(JsonNode::isBoolean)
        .map(JsonNode::booleanValue);
  }

  Optional<ObserverJson> object(String key) {
    return Optional.ofNullable(node.get(key)).filter(JsonNode::isObject).map(ObserverJson::new);
  }

  /** The entries of a list that can be read. */
  <T> List<T> list(String key, Function<ObserverJson, Optional<T>> entry) {
    List<T> entries = new ArrayList<>();
    JsonNode list = node.get(key);
    if (list != null && list.isArray()) {
      for (int i = 0; i < Math.min(list.size(), MOST); i++) {
        entry.apply(new ObserverJson(list.get(i))).ifPresent(entries::add);
      }
    }
    return entries;
  }

  /** How many entries a list has, read or not. */
  int size(String key) {
    JsonNode list = node.get(key);
    return list != null && list.isArray() ? list.size() : -1;
  }

  static Optional<Long> number(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong()
        ? Optional.of(node.longValue())
        : Optional.empty();
  }
}
