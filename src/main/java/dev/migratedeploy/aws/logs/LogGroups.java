package dev.migratedeploy.aws.logs;

import dev.migratedeploy.aws.AwsFailure;
import dev.migratedeploy.aws.ecs.LogDestination;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * Looks for log groups by asking for a stream that no task has: CloudWatch says whether it is the
 * group or the stream that it does not find. So the look takes the permission that a deploy needs
 * anyway, logs:GetLogEvents, and no other.
 */
public record LogGroups(CloudWatchLogsClient logs) {
  /** No task id looks like it, and awslogs names streams by them. */
  private static final String NO_STREAM = "migrate-deploy-doctor";

  /** Looks for a group; never throws for a failed call. */
  public LogGroupStatus look(LogDestination.CloudWatch destination) {
    try {
      logs.getLogEvents(
          request ->
              request
                  .logGroupName(destination.group())
                  .logStreamName(destination.streamPrefix() + "/" + NO_STREAM)
                  .limit(1));
      return new LogGroupStatus.There();
    } catch (ResourceNotFoundException e) {
      String words = AwsFailure.message(e).toLowerCase(Locale.ROOT);
      if (words.contains("log stream")) {
        return new LogGroupStatus.There();
      }
      return words.contains("log group")
          ? new LogGroupStatus.Missing()
          : new LogGroupStatus.Unreadable(AwsFailure.message(e));
    } catch (AwsServiceException e) {
      if (LogGroupClass.isRefusedBy(AwsFailure.message(e))) {
        return new LogGroupStatus.InfrequentAccess();
      }
      return new LogGroupStatus.Unreadable(AwsFailure.message(e));
    } catch (SdkException e) {
      return new LogGroupStatus.Unreadable("AWS cannot be reached: " + e.getMessage());
    }
  }
}
