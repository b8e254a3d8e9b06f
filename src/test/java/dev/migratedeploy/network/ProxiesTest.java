package dev.migratedeploy.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.base.Throwables;
import dev.migratedeploy.verdict.RefusedException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static final URI SECURE = URI.create("https://gitlab.example.com/api/v4");
  private static final URI PLAIN = URI.create("http://gitlab.example.com/api/v4");

  @Test
  void eachKindOfRequestHasAProxyOfItsOwn() {
    Proxies proxies = proxies(Map.of("HTTPS_PROXY", "http://a:1", "HTTP_PROXY", "http://b:2"));

    assertThat(proxies.select(SECURE)).containsExactly(proxy("a", 1));
    assertThat(proxies.select(PLAIN)).containsExactly(proxy("b", 2));
  }

  @Test
  void whereOneKindHasNoneItGoesDirectly() {
    assertThat(proxies(Map.of("https_proxy", "a:1")).select(PLAIN)).containsExactly(Proxy.NO_PROXY);
  }

  @Test
  void oneForAllIsTakenWhereNoOtherIsNamed() {
    Proxies proxies = proxies(Map.of("ALL_PROXY", "all:3", "HTTP_PROXY", "b:2"));

    assertThat(proxies.select(SECURE)).containsExactly(proxy("all", 3));
    assertThat(proxies.select(PLAIN)).containsExactly(proxy("b", 2));
  }

  @Test
  void smallLettersComeFirstAndBlanksAreNone() {
    assertThat(proxies(Map.of("HTTPS_PROXY", "big:1", "https_proxy", "small:1")).select(SECURE))
        .containsExactly(proxy("small", 1));
    assertThat(proxies(Map.of("HTTPS_PROXY", "big:1", "https_proxy", " ")).select(SECURE))
        .containsExactly(proxy("big", 1));
    assertThat(Proxies.of(Map.of("HTTPS_PROXY", "", "NO_PROXY", "*"))).isEmpty();
  }

  @Test
  void withoutAPortItIsThatOfHttp() {
    assertThat(proxies(Map.of("HTTPS_PROXY", "http://a/")).select(SECURE))
        .containsExactly(proxy("a", 80));
  }

  @Test
  void aHostOfNoProxyIsReachedDirectly() {
    Proxies proxies = proxies(Map.of("HTTPS_PROXY", "a:1", "NO_PROXY", "example.com:8443"));

    assertThat(proxies.select(URI.create("https://gitlab.example.com:8443/")))
        .containsExactly(Proxy.NO_PROXY);
    assertThat(proxies.select(SECURE)).containsExactly(proxy("a", 1));
  }

  /** Java's own URI has no host then. */
  @Test
  void aHostMayHaveAnUnderscore() {
    Proxies proxies =
        proxies(Map.of("HTTPS_PROXY", "http://me:pw@squid_proxy:3128", "NO_PROXY", "in_side.org"));

    assertThat(proxies).hasToString("squid_proxy:3128");
    assertThat(proxies.select(URI.create("https://git_lab.example.com/api/v4")))
        .containsExactly(proxy("squid_proxy", 3128));
    assertThat(proxies.select(URI.create("https://me:pw@a.in_side.org:8443/")))
        .containsExactly(Proxy.NO_PROXY);
  }

  @Test
  void aLoginIsNotShown() {
    assertThat(proxies(Map.of("HTTPS_PROXY", "http://me:hunter2@a:1")))
        .hasToString("a:1")
        .extracting(proxies -> proxies.select(SECURE).toString())
        .asString()
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socks5://me:hunter2@a:1",
        "https://me:hunter2@a:1",
        "http://me:hunter2@",
        "http://me:hunter2@a b:1",
        "http://me:hunter2@a:port",
        "http://me:hunter2@a:99999",
        "http://me:hunter2@b_c:99999",
        "http://me:hunter2@b_c:9999999999",
        "http://me:hunter2#2@a:1",
        "http://me:p@hunter2@a_b:1",
      })
  void whatIsNoProxyIsRefusedWithoutItsPassword(String value) {
    RefusedException e =
        catchThrowableOfType(
            RefusedException.class, () -> Proxies.of(Map.of("HTTPS_PROXY", value)));

    assertThat(e.problem().cause()).startsWith("could not use the variable HTTPS_PROXY: it ");
    assertThat(e.problem().next()).contains("http://proxy.example.com:3128");
    assertThat(Throwables.getStackTraceAsString(e)).doesNotContain("hunter2");
  }

  private static Proxies proxies(Map<String, String> variables) {
    return Proxies.of(variables).orElseThrow();
  }

  private static Proxy proxy(String host, int port) {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
  }
}
