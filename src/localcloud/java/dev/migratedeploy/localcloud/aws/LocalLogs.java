package dev.migratedeploy.localcloud.aws;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** CloudWatch Logs. */
public final class LocalLogs implements Service {
  private static final int DEFAULT_PAGE = 50;

  private final LogStore store;

  LocalLogs(LogStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "logs";
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.ofEntries(
        entry("CreateLogGroup", this::createLogGroup),
        entry("DescribeLogGroups", this::describeLogGroups),
        entry("CreateLogStream", this::createLogStream),
        entry("DescribeLogStreams", this::describeLogStreams),
        entry("PutLogEvents", this::putLogEvents),
        entry("GetLogEvents", this::getLogEvents),
        entry("FilterLogEvents", this::filterLogEvents));
  }

  /** In the default region; one that exists is left as it is. */
  public void createLogGroup(String name) {
    store.createGroup(Arns.DEFAULT_REGION, name);
  }

  /** Makes a group of class INFREQUENT_ACCESS in the default region, which nobody can read. */
  public void createInfrequentAccessGroup(String name) {
    store.createGroup(Arns.DEFAULT_REGION, name).makeInfrequentAccess();
  }

  /** How long after they were written a stream and its events can first be seen. */
  public void ingestionDelay(Duration delay) {
    store.ingestionDelay(delay);
  }

  /**
   * The log driver loses such lines without a word, as a non-blocking one does when its buffer is
   * full.
   */
  public void loseLines(Predicate<String> which) {
    store.loseLines(which);
  }

  /** The names of a group's streams in the default region, also of those not to be seen yet. */
  public List<String> streams(String group) {
    return List.copyOf(group(Arns.DEFAULT_REGION, group).streamNames());
  }

  /** A stream's messages in the default region, also those not to be seen yet. */
  public List<String> messages(String group, String stream) {
    return group(Arns.DEFAULT_REGION, group)
        .find(stream)
        .orElseThrow(LocalLogs::noStream)
        .visible(Long.MAX_VALUE)
        .stream()
        .map(StoredLogEvent::message)
        .toList();
  }

  /** Writes into a stream of the default region; group and stream are created where missing. */
  public void append(String group, String stream, List<String> messages) {
    LogStream target = store.createStream(store.createGroup(Arns.DEFAULT_REGION, group), stream);
    messages.forEach(message -> store.append(target, store.now(), message));
  }

  private ObjectNode createLogGroup(Fields input, Caller caller) {
    String name = input.required("logGroupName");
    if (store.find(caller.region(), name).isPresent()) {
      throw alreadyExists("log group");
    }
    store.createGroup(caller.region(), name);
    return Json.object();
  }

  private ObjectNode describeLogGroups(Fields input, Caller caller) {
    String prefix = input.text("logGroupNamePrefix").orElse("");
    Page<LogGroup> page =
        Page.of(
            store.in(caller.region()).stream()
                .filter(group -> group.name().startsWith(prefix))
                .toList(),
            input,
            "limit",
            DEFAULT_PAGE);
    return page.answer(
        "logGroups", Json.objects(page.items().stream().map(LogGroup::toJson).toList()));
  }

  private ObjectNode createLogStream(Fields input, Caller caller) {
    LogGroup group = group(input, caller);
    if (!group.create(new LogStream(input.required("logStreamName"), store.now()))) {
      throw alreadyExists("log stream");
    }
    return Json.object();
  }

  private ObjectNode describeLogStreams(Fields input, Caller caller) {
    LogGroup group = group(input, caller);
    String prefix = input.text("logStreamNamePrefix").orElse("");
    long now = store.now();
    Comparator<LogStream> order =
        input.text("orderBy").orElse("").equals("LastEventTime")
            ? Comparator.comparingLong(stream -> lastTimestamp(stream, now))
            : Comparator.comparing(LogStream::name);
    Page<LogStream> page =
        Page.of(
            group.visible(now).stream()
                .filter(stream -> stream.name().startsWith(prefix))
                .sorted(input.flag("descending") ? order.reversed() : order)
                .toList(),
            input,
            "limit",
            DEFAULT_PAGE);
    return page.answer(
        "logStreams",
        Json.objects(page.items().stream().map(stream -> group.toJson(stream, now)).toList()));
  }

  private ObjectNode putLogEvents(Fields input, Caller caller) {
    LogStream stream =
        group(input, caller).find(input.required("logStreamName")).orElseThrow(LocalLogs::noStream);
    List<Fields> events = input.objects("logEvents");
    if (events.isEmpty() || events.size() > LogQuery.MOST_EVENTS) {
      throw AwsError.invalidParameter("Between 1 and 10000 log events go into one batch.");
    }
    events.forEach(
        event ->
            store.append(
                stream,
                event.number("timestamp").orElseGet(store::now),
                event.required("message")));
    return Json.object().put("nextSequenceToken", LogPosition.HEAD.digits());
  }

  private ObjectNode getLogEvents(Fields input, Caller caller) {
    long now = store.now();
    return readable(group(input, caller), "GetLogEvents")
        .find(input.required("logStreamName"))
        .filter(stream -> stream.creationTime() <= now)
        .orElseThrow(LocalLogs::noStream)
        .page(LogQuery.of(input), now)
        .toJson();
  }

  private ObjectNode filterLogEvents(Fields input, Caller caller) {
    return new LogSearch(input).in(readable(group(input, caller), "FilterLogEvents"), store.now());
  }

  private static LogGroup readable(LogGroup group, String operation) {
    if (group.isInfrequentAccess()) {
      throw AwsError.of(
          400,
          "InvalidOperationException",
          "The log group %s is of log-group-class INFREQUENT_ACCESS. %s is not supported for this log class."
              .formatted(group.name(), operation));
    }
    return group;
  }

  private LogGroup group(Fields input, Caller caller) {
    return input
        .text("logGroupIdentifier")
        .map(arn -> group(Arns.region(arn), arn.replaceFirst(".*:log-group:", "")))
        .orElseGet(() -> group(caller.region(), input.required("logGroupName")));
  }

  private LogGroup group(String region, String name) {
    return store
        .find(region, name)
        .orElseThrow(() -> AwsError.notFound("The specified log group does not exist."));
  }

  private static AwsError noStream() {
    return AwsError.notFound("The specified log stream does not exist.");
  }

  private static AwsError alreadyExists(String what) {
    return AwsError.of(
        400, "ResourceAlreadyExistsException", "The specified " + what + " already exists");
  }

  private static long lastTimestamp(LogStream stream, long now) {
    List<StoredLogEvent> events = stream.visible(now);
    return events.isEmpty() ? 0 : events.get(events.size() - 1).timestamp();
  }
}
