package dev.migratedeploy.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The SDK's HTTP, over Java's own connections: so the proxy, the trust and the TLS context are
 * those that the whole process has. Left to itself the SDK reads the proxy's variables in a way of
 * its own, and sets up one more context, for which it reads all of Java's authorities again.
 */
final class Transport {
  /** No answer takes as long; the SDK tries again what may be tried again. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private static final AttributeMap USUAL = SdkHttpConfigurationOption.GLOBAL_HTTP_DEFAULTS;

  private Transport() {}

  static SdkHttpClient http() {
    return new BoundedHttp(UrlConnectionHttpClient.create(Transport::connection), LONGEST);
  }

  /** With the SDK's own timeouts, which it leaves to the code that makes the connection. */
  private static HttpURLConnection connection(URI address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(
          (int) USUAL.get(SdkHttpConfigurationOption.CONNECTION_TIMEOUT).toMillis());
      connection.setReadTimeout(
          (int) USUAL.get(SdkHttpConfigurationOption.READ_TIMEOUT).toMillis());
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
