package dev.migratedeploy.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * A service of which one call is made, too little for the SDK's client of it, which is half a
 * megabyte. Endpoint, signature and HTTP are the SDK's own; nothing is tried again.
 */
public final class SignedEndpoint {
  /** What came back, whatever it is. */
  public record Answer(int status, String body) {
    /** Whether the service did what it was asked. */
    public boolean isOk() {
      return status == 200;
    }
  }

  private final String service;
  private final Optional<Region> region;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;

  SignedEndpoint(
      String service,
      Optional<Region> region,
      AwsCredentialsProvider credentials,
      SdkHttpClient http) {
    this.service = service;
    this.region = region;
    this.credentials = credentials;
    this.http = http;
  }

  /**
   * One POST.
   *
   * @param headers beside those that every request has
   * @throws IOException if no answer came, or none can be asked for
   */
  public Answer post(Map<String, String> headers, String body) throws IOException {
    try {
      Region place =
          region.orElseGet(() -> DefaultAwsRegionProviderChain.builder().build().getRegion());
      return send(signed(request(place, headers, body), place, body));
    } catch (SdkException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private SdkHttpRequest request(Region place, Map<String, String> headers, String body) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(endpoint(place));
    if (request.encodedPath().isEmpty()) {
      request.encodedPath("/");
    }
    headers.forEach(request::putHeader);
    return request
        .putHeader("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length))
        .build();
  }

  /** As the SDK's clients find theirs: {@code AWS_ENDPOINT_URL} and its form for the service. */
  @SuppressWarnings("deprecation") // What comes after it is a generated class of each service.
  private URI endpoint(Region place) {
    return AwsClientEndpointProvider.builder()
        .serviceEndpointOverrideEnvironmentVariable(
            "AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT))
        .serviceEndpointOverrideSystemProperty("aws.endpointUrl" + inCamelCase(service))
        .serviceProfileProperty(service)
        .serviceEndpointPrefix(service.replace("_", ""))
        .defaultProtocol("https")
        .region(place)
        .build()
        .clientEndpoint();
  }

  private static String inCamelCase(String words) {
    return Stream.of(words.split("_", -1))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  private HttpExecuteRequest signed(SdkHttpRequest request, Region place, String body) {
    ContentStreamProvider payload = ContentStreamProvider.fromUtf8String(body);
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                it ->
                    it.request(request)
                        .payload(payload)
                        .identity(credentials.resolveCredentials())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.replace("_", ""))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, place.id()));
    return HttpExecuteRequest.builder()
        .request(signed.request())
        .contentStreamProvider(signed.payload().orElse(payload))
        .build();
  }

  private Answer send(HttpExecuteRequest request) throws IOException {
    HttpExecuteResponse response = http.prepareRequest(request).call();
    try (InputStream body =
        response
            .responseBody()
            .<InputStream>map(stream -> stream)
            .orElseGet(() -> AbortableInputStream.createEmpty())) {
      return new Answer(
          response.httpResponse().statusCode(),
          new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
