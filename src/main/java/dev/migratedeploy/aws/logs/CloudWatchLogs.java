package dev.migratedeploy.aws.logs;

import dev.migratedeploy.aws.AwsFailure;
import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** A task's log stream, over the AWS SDK. */
public final class CloudWatchLogs implements LogSource {
  private final CloudWatchLogsClient logs;
  private final String group;
  private final String stream;

  public CloudWatchLogs(
      CloudWatchLogsClient logs, LogDestination.CloudWatch destination, RunningTask task) {
    this.logs = logs;
    this.group = destination.group();
    this.stream = destination.stream(task);
  }

  @Override
  public LogReading read(Optional<String> token) {
    try {
      GetLogEventsResponse page =
          logs.getLogEvents(
              request ->
                  request
                      .logGroupName(group)
                      .logStreamName(stream)
                      .startFromHead(true)
                      .nextToken(token.orElse(null)));
      if (page.nextForwardToken() == null) {
        return new LogReading.Unreadable("AWS answered without saying where the log goes on");
      }
      return new LogReading.Page(
          page.events().stream()
              .map(event -> new LogEvent(Instant.ofEpochMilli(event.timestamp()), event.message()))
              .toList(),
          page.nextForwardToken());
    } catch (ResourceNotFoundException e) {
      return new LogReading.NoStreamYet();
    } catch (AwsServiceException e) {
      if (LogGroupClass.isRefusedBy(AwsFailure.message(e))) {
        return new LogReading.NotReadable(LogGroupClass.words(group));
      }
      return new LogReading.Unreadable(AwsFailure.message(e), e.isThrottlingException());
    } catch (SdkException e) {
      return new LogReading.Unreadable("AWS cannot be reached: " + e.getMessage());
    }
  }
}
