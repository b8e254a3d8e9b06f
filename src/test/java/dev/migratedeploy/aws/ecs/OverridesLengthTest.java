package dev.migratedeploy.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How ECS counts overrides is not said in detail: never less than what is sent. */
class OverridesLengthTest {
  @Test
  void itIsNotLessThanTheJsonThatIsSentAndHardlyMore() throws Exception {
    for (Map<String, String> variables :
        List.of(
            Map.<String, String>of(),
            Map.of("A", "a\tb\nc\"d\\e/f\u0001"),
            new TreeMap<>(Map.of("URL", "jdbc:postgresql://h/ü€😀", "B", "")))) {
      byte[] json =
          new ObjectMapper()
              .writeValueAsBytes(
                  Map.of(
                      "containerOverrides",
                      List.of(
                          Map.of(
                              "name",
                              "flyway",
                              "command",
                              List.of("migrate", "-x=\"y\""),
                              "environment",
                              variables.entrySet().stream()
                                  .map(it -> Map.of("name", it.getKey(), "value", it.getValue()))
                                  .toList()))));

      assertThat(OverridesLength.of("flyway", List.of("migrate", "-x=\"y\""), variables))
          .isBetween(json.length, json.length + 2);
    }
  }
}
