package dev.migratedeploy.localcloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsException;

/** The published token buckets, against AWS' own client. */
class CallRatesTest {
  /** A time that stands still until it is moved. */
  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-11-26T03:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final HandClock clock = new HandClock();
  private final LocalAws aws = LocalAws.start(ProgramRuntime.echo(), clock);
  private final SdkClients clients = new SdkClients(aws.uri());
  private final EcsClient ecs = clients.ecs(AwsRetryStrategy.doNotRetry());

  @AfterEach
  void close() {
    ecs.close();
    aws.close();
  }

  @Test
  void anyNumberOfCallsIsTakenUntilRatesAreSet() {
    aws.ecs().createCluster("staging");
    for (int call = 0; call < 150; call++) {
      list();
    }
    assertThat(aws.rates().throttled()).isZero();
  }

  @Test
  void twoOperationsShareABucketThatFillsWithTime() {
    aws.ecs().createCluster("staging");
    aws.rates().published();
    for (int call = 0; call < 50; call++) {
      list();
      describe();
    }
    assertThatThrownBy(this::list)
        .isInstanceOfSatisfying(
            EcsException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.isThrottlingException()).isTrue();
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
            });
    assertThat(aws.rates().throttled("ListTasks")).isEqualTo(1);

    clock.now = clock.now.plusMillis(100);
    list();
    describe();
    assertThatThrownBy(this::describe).isInstanceOf(EcsException.class);
  }

  /**
   * dask/dask-cloudprovider#309: the SDK makes four calls of one, without the caller's knowledge.
   */
  @Test
  void theSdkCallsFourTimesWhereItIsThrottled() {
    aws.ecs().createCluster("staging");
    aws.rates().limit(1, 0.001, "ListTasks");
    EcsClient quick =
        clients.ecs(
            AwsRetryStrategy.legacyRetryStrategy().toBuilder()
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .build());
    quick.listTasks(r -> r.cluster("staging"));
    assertThatThrownBy(() -> quick.listTasks(r -> r.cluster("staging")))
        .isInstanceOf(EcsException.class);
    assertThat(aws.rates().throttled("ListTasks")).isEqualTo(4);
    quick.close();
  }

  @Test
  void logsAreThrottledInTheirOwnWords() {
    aws.logs().createLogGroup("group");
    aws.rates().limit(1, 0.001, "FilterLogEvents");
    try (CloudWatchLogsClient logs = clients.logs()) {
      FilterLogEventsRequest request =
          FilterLogEventsRequest.builder()
              .logGroupName("group")
              .overrideConfiguration(c -> c.addPlugin(CallRatesTest::withoutRetries))
              .build();
      logs.filterLogEvents(request);
      assertThatThrownBy(() -> logs.filterLogEvents(request))
          .isInstanceOfSatisfying(
              CloudWatchLogsException.class, e -> assertThat(e.isThrottlingException()).isTrue());
    }
  }

  private static void withoutRetries(SdkServiceClientConfiguration.Builder client) {
    client.overrideConfiguration(
        client.overrideConfiguration().toBuilder()
            .retryStrategy(AwsRetryStrategy.doNotRetry())
            .build());
  }

  private void list() {
    ecs.listTasks(r -> r.cluster("staging"));
  }

  private void describe() {
    ecs.describeTasks(r -> r.cluster("staging").tasks("none"));
  }
}
