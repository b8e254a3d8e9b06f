package dev.migratedeploy.aws.logs;

import dev.migratedeploy.aws.AwsFailure;
import dev.migratedeploy.aws.SingleAttempt;
import dev.migratedeploy.aws.ecs.LogDestination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * The logs of many tasks of one log group, by FilterLogEvents. Each reading is one call: the SDK
 * tries none of them again, so that the code that paces the calls knows of all.
 */
public final class CloudWatchManyLogs implements ManyLogs {
  /** What an endpoint says that is not AWS, or that a policy of the VPC has cut down. */
  private static final Set<String> UNKNOWN =
      Set.of("UnknownOperationException", "InvalidAction", "NotImplemented");

  private final CloudWatchLogsClient logs;
  private final LogDestination.CloudWatch destination;

  public CloudWatchManyLogs(CloudWatchLogsClient logs, LogDestination.CloudWatch destination) {
    this.logs = logs;
    this.destination = destination;
  }

  @Override
  public ManyLogsReading read(Query query) {
    if (query.tasks().isEmpty()) {
      return new ManyLogsReading.Page(Map.of(), Optional.empty());
    }
    ManyLogsToken token =
        query
            .token()
            .map(ManyLogsToken::parse)
            .orElseGet(() -> ManyLogsToken.start(query.tasks().size()));
    try {
      return page(query, token);
    } catch (ResourceNotFoundException e) {
      return missing(token, AwsFailure.message(e));
    } catch (AwsServiceException e) {
      return failed(token, e);
    } catch (SdkException e) {
      return new ManyLogsReading.Unavailable("AWS cannot be reached: " + e.getMessage(), false);
    }
  }

  private ManyLogsReading page(Query query, ManyLogsToken token) {
    Map<String, String> arns = new LinkedHashMap<>();
    token.of(query.tasks()).forEach(task -> arns.put(destination.stream(task), task.arn()));
    FilterLogEventsResponse page =
        logs.filterLogEvents(
            FilterLogEventsRequest.builder()
                .logGroupName(destination.group())
                .logStreamNames(arns.keySet())
                .filterPattern(query.pattern().map(CloudWatchManyLogs::quoted).orElse(null))
                .startTime(query.since().map(Instant::toEpochMilli).orElse(null))
                .nextToken(token.page().orElse(null))
                .overrideConfiguration(c -> c.addPlugin(SingleAttempt::configure))
                .build());
    Map<String, List<LogEvent>> events = new LinkedHashMap<>();
    for (FilteredLogEvent event : page.events()) {
      String arn = arns.get(event.logStreamName());
      if (arn != null) {
        events
            .computeIfAbsent(arn, unused -> new ArrayList<>())
            .add(new LogEvent(Instant.ofEpochMilli(event.timestamp()), event.message()));
      }
    }
    // A page without events is not the last one; one that leads to itself is.
    return new ManyLogsReading.Page(
        events,
        Optional.ofNullable(page.nextToken())
            .filter(next -> !next.isEmpty() && !token.page().equals(Optional.of(next)))
            .map(token::at)
            .or(token::afterPart)
            .map(ManyLogsToken::toString));
  }

  /** A term with other characters than letters and digits is put in quotes (FilterPattern). */
  private static String quoted(String words) {
    return '"' + words.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** The group itself may be one that the first task's log driver makes. */
  private static ManyLogsReading missing(ManyLogsToken token, String message) {
    if (message.toLowerCase(Locale.ROOT).contains("log group")) {
      return new ManyLogsReading.Page(Map.of(), Optional.empty());
    }
    if (token.page().isPresent()) {
      return new ManyLogsReading.Unavailable(message, false);
    }
    return new ManyLogsReading.Page(Map.of(), token.halved().map(ManyLogsToken::toString));
  }

  private ManyLogsReading failed(ManyLogsToken token, AwsServiceException e) {
    String message = AwsFailure.message(e);
    String code = AwsFailure.code(e);
    if (LogGroupClass.isRefusedBy(message)) {
      return new ManyLogsReading.NotPossible(LogGroupClass.words(destination.group()));
    }
    if (AwsFailure.isDenied(code)) {
      return new ManyLogsReading.NotPossible("this job may not call logs:FilterLogEvents");
    }
    if (UNKNOWN.contains(code) || (e instanceof InvalidParameterException && isFirst(token))) {
      return new ManyLogsReading.NotPossible("logs:FilterLogEvents: " + message);
    }
    return new ManyLogsReading.Unavailable(message, e.isThrottlingException());
  }

  /** A token has its time; without one it is the request itself that CloudWatch does not take. */
  private static boolean isFirst(ManyLogsToken token) {
    return token.page().isEmpty();
  }
}
