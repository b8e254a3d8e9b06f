package dev.migratedeploy.aws;

import dev.migratedeploy.network.BoundedAnswer;
import dev.migratedeploy.network.Deadline;
import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** The SDK's HTTP with a bound on each answer, in bytes and in time as a whole. */
final class BoundedHttp implements SdkHttpClient {
  /** GetLogEvents gives 1 MB, DescribeTasks 100 tasks: no answer that is asked for is as large. */
  private static final long MOST_BYTES = 32L << 20;

  private final SdkHttpClient http;
  private final Duration longest;

  /**
   * Bounds a client's answers.
   *
   * @param longest from the start of connecting to the last byte
   */
  BoundedHttp(SdkHttpClient http, Duration longest) {
    this.http = http;
    this.longest = longest;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = http.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        Deadline deadline = Deadline.in(longest);
        HttpExecuteResponse answer = deadline.call(prepared);
        return HttpExecuteResponse.builder()
            .response(answer.httpResponse())
            .responseBody(answer.responseBody().map(body -> bounded(body, deadline)).orElse(null))
            .build();
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  private static AbortableInputStream bounded(AbortableInputStream body, Deadline deadline) {
    return AbortableInputStream.create(new BoundedAnswer(body, MOST_BYTES, deadline), body);
  }

  @Override
  public void close() {
    http.close();
  }

  @Override
  public String clientName() {
    return http.clientName();
  }
}
