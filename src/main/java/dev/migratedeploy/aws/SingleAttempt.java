package dev.migratedeploy.aws;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;

/**
 * Takes its own retries from a call of the SDK, for which a caller has to know of each attempt:
 * else a throttled call is made up to four times behind a pacer's back.
 */
public final class SingleAttempt {
  private SingleAttempt() {}

  /** A plugin for one request. */
  public static void configure(SdkServiceClientConfiguration.Builder client) {
    client.overrideConfiguration(
        client.overrideConfiguration().toBuilder()
            .retryStrategy(AwsRetryStrategy.doNotRetry())
            .build());
  }
}
