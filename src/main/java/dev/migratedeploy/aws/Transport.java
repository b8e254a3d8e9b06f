package dev.migratedeploy.aws;

import dev.migratedeploy.network.Network;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The SDK's HTTP, over the proxy and with the trust that the whole process has. */
final class Transport {
  /** No answer takes as long; the SDK tries again what may be tried again. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private Transport() {}

  static SdkHttpClient http() {
    UrlConnectionHttpClient.Builder builder =
        UrlConnectionHttpClient.builder()
            // The SDK reads the variables in a way of its own; Java's default knows them already.
            .proxyConfiguration(
                ProxyConfiguration.builder()
                    .useEnvironmentVariablesValues(false)
                    .useSystemPropertyValues(false)
                    .build());
    Network.trust().ifPresent(trust -> builder.tlsTrustManagersProvider(trust::managers));
    return new BoundedHttp(builder.build(), LONGEST);
  }
}
