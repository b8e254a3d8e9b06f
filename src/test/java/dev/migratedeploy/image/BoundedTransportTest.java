package dev.migratedeploy.image;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.util.SslUtils;
import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

/** How registries are connected to: to whom, and how often. */
class BoundedTransportTest {
  private static final AnswerLimits LIMITS = AnswerLimits.usual(pause -> {});

  /** WireMock's own certificate is for nobody's name; everybody's certificates are trusted here. */
  @Test
  void aCertificateForAnotherNameIsRefusedThoughItsAuthorityIsTrusted() throws Exception {
    WireMockServer server =
        new WireMockServer(
            WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort());
    server.start();
    server.stubFor(any(anyUrl()).willReturn(ok()));
    SSLSocketFactory usual = HttpsURLConnection.getDefaultSSLSocketFactory();
    HttpsURLConnection.setDefaultSSLSocketFactory(SslUtils.trustAllSSLContext().getSocketFactory());
    try {
      GenericUrl address = new GenericUrl("https://127.0.0.1:" + server.httpsPort() + "/v2/");

      assertThat(status(BoundedTransport.unverified(LIMITS), address)).isEqualTo(200);
      assertThatThrownBy(() -> status(BoundedTransport.verified(LIMITS), address))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("No subject alternative names");
    } finally {
      HttpsURLConnection.setDefaultSSLSocketFactory(usual);
      server.stop();
    }
  }

  @Test
  void requestsToARegistryShareAConnectionUntilItIsClosed() throws Exception {
    Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          connections.add(exchange.getRemoteAddress());
          exchange.getResponseHeaders().set("Content-Length", "0");
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    server.start();
    try {
      String authority = "127.0.0.1:" + server.getAddress().getPort();
      RegistryTransport registry = new RegistryTransport(authority, true, LIMITS);
      URL upload = URI.create("http://" + authority + "/v2/flyway/blobs/uploads/").toURL();

      ask(registry, upload);
      ask(registry, upload);
      ask(registry, upload);
      assertThat(connections).hasSize(1);

      Set<InetSocketAddress> before = new HashSet<>(connections);
      registry.shutDown();
      ask(registry, upload);
      assertThat(connections).hasSize(before.size() + 1);
    } finally {
      server.stop(0);
    }
  }

  private static void ask(RegistryTransport registry, URL address) throws IOException {
    try (Response response = registry.call("POST", address, Request.builder().build())) {
      assertThat(response.getStatusCode()).isEqualTo(202);
    }
  }

  private static int status(HttpTransport transport, GenericUrl address) throws IOException {
    return transport.createRequestFactory().buildGetRequest(address).execute().getStatusCode();
  }
}
