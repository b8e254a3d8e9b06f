package com.google.cloud.tools.jib.http;

import com.google.api.client.http.HttpTransport;
import java.util.function.Supplier;

/**
 * Jib's HTTP client with transports of one's own, and without its attempts for a quarter of an hour
 * to reach a server. It is in Jib's package because the constructor that takes them is not public.
 */
public class TransportHttpClient extends FailoverHttpClient {
  /**
   * A client.
   *
   * @param loopback whether the server is on this machine: then it may be talked to in the clear
   * @param verified makes transports that check certificates
   * @param unverified makes those for a second attempt on the loopback interface
   */
  public TransportHttpClient(
      boolean loopback, Supplier<HttpTransport> verified, Supplier<HttpTransport> unverified) {
    super(loopback, loopback, event -> {}, verified, unverified, false);
  }

  /** Whether a request can be sent a second time. */
  protected static boolean mayRepeat(Request request) {
    return request.getHttpContent() == null || request.getHttpContent().retrySupported();
  }

  /** The same request, as somebody without a login would send it. */
  protected static Request withoutLogin(Request request) {
    request.getHeaders().setAuthorization((String) null);
    return request;
  }
}
