package dev.migratedeploy.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectHostsTest {
  @ParameterizedTest
  @CsvSource({
    "example.com, example.com",
    "example.com, gitlab.example.com",
    ".example.com, gitlab.example.com",
    "*.example.com, gitlab.example.com",
    "EXAMPLE.com, gitlab.Example.COM",
    "example.com, example.com.",
    "example.com:443, gitlab.example.com",
    "10.0.0.0/8, 10.200.3.4",
    "10.1.2.3, 10.1.2.3",
    "10.1.2.3:443, 10.1.2.3",
    "fd00::/8, fd12:3456::1",
    "fd12:3456::1, [fd12:3456::1]",
    "[fd12:3456::1]:443, [fd12:3456::1]",
    "*, gitlab.example.com",
    "a.example.com  b.example.com, b.example.com",
  })
  void anEntryLetsAHostBeReachedDirectly(String list, String host) {
    assertThat(DirectHosts.parse(list).contains(host, 443)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, badexample.com",
    "example.com, example.com.evil.org",
    "gitlab.example.com, example.com",
    "example.com:8443, example.com",
    "10.0.0.0/8, 11.0.0.1",
    "10.0.0.0/33, 10.0.0.1",
    "10.0.0.0/8, 10.example.com",
    "1.2.3, 1.2.3.4",
    "0.0.0.0/0, gitlab.example.com",
    "'', gitlab.example.com",
    "' , ,', gitlab.example.com",
  })
  void nothingElseIs(String list, String host) {
    assertThat(DirectHosts.parse(list).contains(host, 443)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "127.0.0.1",
        "[::1]",
        "a.localhost",
        "169.254.169.254",
        "169.254.170.2"
      })
  void thisMachineAndItsLinkAlwaysAre(String host) {
    assertThat(DirectHosts.parse("").contains(host, 80)).isTrue();
  }

  @Test
  void severalEntriesCountTogether() {
    DirectHosts direct = DirectHosts.parse("10.0.0.0/8, .example.com,registry:5000");

    assertThat(direct.contains("10.9.9.9", 443)).isTrue();
    assertThat(direct.contains("git.example.com", 443)).isTrue();
    assertThat(direct.contains("registry", 5000)).isTrue();
    assertThat(direct.contains("registry", 5001)).isFalse();
  }
}
