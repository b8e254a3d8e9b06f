package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param nextToken empty on the last page
 */
record Page<T>(List<T> items, Optional<String> nextToken) {
  static <T> Page<T> of(List<T> all, Fields input, String sizeField, int defaultSize) {
    int from = input.text("nextToken").map(Page::position).orElse(0);
    int size = input.number(sizeField).map(Long::intValue).orElse(defaultSize);
    int to = Math.min(all.size(), from + size);
    return new Page<>(
        List.copyOf(all.subList(Math.min(from, to), to)),
        to < all.size() ? Optional.of("next-" + to) : Optional.empty());
  }

  ObjectNode answer(String field, JsonNode array) {
    ObjectNode answer = Json.object().set(field, array);
    nextToken.ifPresent(token -> answer.put("nextToken", token));
    return answer;
  }

  private static int position(String token) {
    if (!token.matches("next-\\d{1,9}")) {
      throw AwsError.invalidParameter("Invalid token " + token);
    }
    return Integer.parseInt(token.substring("next-".length()));
  }
}
