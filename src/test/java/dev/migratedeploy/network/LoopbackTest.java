package dev.migratedeploy.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:5000",
        "127.0.0.1",
        "127.0.0.1:5000",
        "127.1.2.3:80",
        "[::1]",
        "[::1]:5000"
      })
  void thisMachineMayBeSpokenToInPlainHttp(String registry) {
    assertThat(Loopback.is(registry)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "registry.example.com",
        "localhost.example.com:5000",
        "127.0.0.1.example.com",
        "127.0.0.1:5000.example.com",
        "128.0.0.1:5000",
        "10.127.0.1",
        "0.0.0.0:5000",
        "[::2]:5000",
        "registry-1.docker.io"
      })
  void anyOtherMachineMayNot(String registry) {
    assertThat(Loopback.is(registry)).isFalse();
  }
}
