package dev.migratedeploy.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpStatusTest {
  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504, 522})
  void aServerThatIsDownOrOverloadedMayAnswerLater(int status) {
    assertThat(HttpStatus.isTransient(status)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 401, 403, 404, 409, 413, 428, 499})
  void everyOtherAnswerStays(int status) {
    assertThat(HttpStatus.isTransient(status)).isFalse();
  }
}
