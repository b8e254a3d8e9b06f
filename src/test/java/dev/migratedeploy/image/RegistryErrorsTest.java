package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryErrorsTest {
  @Test
  void everyMessageIsRead() {
    assertThat(
            RegistryErrors.messages(
                """
                {"errors": [
                  {"code": "DENIED", "message": "not you"},
                  {"code": "NAME_UNKNOWN"}]}
                """))
        .contains("not you, NAME_UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>Bad Gateway</html>",
        "{}",
        "[]",
        "{\"errors\": []}",
        "{\"errors\": null}",
        "null",
        "\"text\""
      })
  void anythingElseSaysNothing(String body) {
    assertThat(RegistryErrors.messages(body)).isEmpty();
  }
}
