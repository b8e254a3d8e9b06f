package dev.migratedeploy.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlInsertionTest {
  private static final String FILE =
      """
      # ours
      environments:
        staging: {cluster: staging} # the first

      findings: {}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void everyLineKeepsItsEnd(String lineEnd) {
    String file = FILE.replace("\n", lineEnd);

    assertThat(new YamlInsertion(file, "environments").of("production: {cluster: production}"))
        .contains(
            file.replace(
                "the first" + lineEnd,
                "the first" + lineEnd + "  production: {cluster: production}" + lineEnd));
  }

  @Test
  void aBlockInBracesIsLeftToItsOwner() {
    assertThat(new YamlInsertion(FILE, "findings").of("x: y")).isEmpty();
    assertThat(new YamlInsertion("environments: {a: {}}\n", "environments").of("b: {}")).isEmpty();
  }
}
