package dev.migratedeploy.localcloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class LocalLogsTest {
  private final LocalAws aws = LocalAws.start(ProgramRuntime.echo());
  private final CloudWatchLogsClient client = new SdkClients(aws.uri()).logs();

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void everyEventIsReadOnceInOrderHoweverSmallThePages() {
    List<String> lines = numbers(25);
    aws.logs().append("group", "stream", lines);
    assertThat(readForward(7)).isEqualTo(lines);
  }

  @Test
  void theEndIsTheSameTokenAgainUntilMoreArrives() {
    aws.logs().append("group", "stream", List.of("one"));
    GetLogEventsResponse first = get(request -> request.startFromHead(true));
    String end = first.nextForwardToken();
    assertThat(get(request -> request.nextToken(end)).nextForwardToken()).isEqualTo(end);
    aws.logs().append("group", "stream", List.of("two"));
    assertThat(messages(get(request -> request.nextToken(end)))).containsExactly("two");
  }

  @Test
  void withoutATokenTheNewestEventsComeAndBackwardTheOlderOnes() {
    aws.logs().append("group", "stream", numbers(10));
    GetLogEventsResponse newest = get(request -> request.limit(3));
    assertThat(messages(newest)).containsExactly("8", "9", "10");
    GetLogEventsResponse older =
        get(request -> request.limit(5).nextToken(newest.nextBackwardToken()));
    assertThat(messages(older)).containsExactly("3", "4", "5", "6", "7");
    GetLogEventsResponse again =
        get(request -> request.limit(5).nextToken(older.nextForwardToken()));
    assertThat(messages(again)).containsExactly("8", "9", "10");
  }

  @Test
  void aPageEndsAtOneMegabyte() {
    aws.logs().append("group", "stream", Collections.nCopies(5, "x".repeat(250_000)));
    assertThat(get(request -> request.startFromHead(true)).events()).hasSize(4);
  }

  @Test
  void theStartIsIncludedAndTheEndIsNot() {
    aws.logs().createLogGroup("group");
    client.createLogStream(r -> r.logGroupName("group").logStreamName("stream"));
    client.putLogEvents(
        r ->
            r.logGroupName("group")
                .logStreamName("stream")
                .logEvents(event(1000, "a"), event(1001, "b"), event(1001, "c"), event(1002, "d")));
    assertThat(messages(get(r -> r.startFromHead(true).startTime(1001L).endTime(1002L))))
        .containsExactly("b", "c");
    assertThat(messages(get(r -> r.startTime(1001L).endTime(1002L)))).containsExactly("b", "c");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> get(request -> {}))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The specified log group does not exist.");
    client.createLogGroup(r -> r.logGroupName("group"));
    assertThatThrownBy(() -> get(request -> {}))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The specified log stream does not exist.");
    assertThatThrownBy(() -> client.createLogGroup(r -> r.logGroupName("group")))
        .isInstanceOf(ResourceAlreadyExistsException.class);
  }

  @Test
  void whatIsNotIngestedYetCannotBeSeen() {
    aws.logs().append("group", "stream", List.of("one"));
    aws.logs().ingestionDelay(Duration.ofHours(1));
    aws.logs().append("group", "stream", List.of("two"));
    aws.logs().append("group", "other", List.of("three"));
    assertThat(readForward(10)).containsExactly("one");
    assertThat(messages(get(request -> {}))).containsExactly("one");
    assertThat(streams()).containsExactly("stream");
    assertThat(aws.logs().messages("group", "stream")).containsExactly("one", "two");
  }

  @Test
  void anEmptyPageInMidStreamIsNotTheEnd() {
    aws.logs().append("group", "stream", List.of("one"));
    aws.faults().next("GetLogEvents", 2, Fault.emptyPage());
    GetLogEventsResponse first = get(request -> request.startFromHead(true));
    GetLogEventsResponse second = get(request -> request.nextToken(first.nextForwardToken()));
    assertThat(first.events()).isEmpty();
    assertThat(second.events()).isEmpty();
    assertThat(second.nextForwardToken()).isNotEqualTo(first.nextForwardToken());
    assertThat(messages(get(request -> request.nextToken(second.nextForwardToken()))))
        .containsExactly("one");
  }

  @Test
  void groupsAndStreamsAreDescribed() {
    aws.logs().append("/ecs/a", "x", List.of("1"));
    aws.logs().createLogGroup("/ecs/b");
    aws.logs().createLogGroup("/other");
    assertThat(client.describeLogGroups(r -> r.logGroupNamePrefix("/ecs/")).logGroups())
        .extracting(LogGroup::logGroupName)
        .containsExactly("/ecs/a", "/ecs/b");
    assertThat(
            client
                .describeLogStreams(r -> r.logGroupName("/ecs/a").logStreamNamePrefix("x"))
                .logStreams())
        .allSatisfy(stream -> assertThat(stream.lastEventTimestamp()).isPositive())
        .hasSize(1);
  }

  @Test
  void eventsOfAllStreamsAreFound() {
    aws.logs().append("group", "stream", List.of("red apple", "green pear"));
    aws.logs().append("group", "other", List.of("red cherry"));
    assertThat(client.filterLogEvents(r -> r.logGroupName("group").filterPattern("red")).events())
        .extracting(FilteredLogEvent::message)
        .containsExactly("red apple", "red cherry");
  }

  @Test
  void eventsOfManyStreamsAreInterleavedAndEachStreamKeepsItsOrder() {
    aws.logs().createLogGroup("group");
    for (String stream : List.of("a", "b")) {
      client.createLogStream(r -> r.logGroupName("group").logStreamName(stream));
      client.putLogEvents(
          r ->
              r.logGroupName("group")
                  .logStreamName(stream)
                  .logEvents(
                      event(1000, stream + 1), event(1000, stream + 2), event(1001, stream + 3)));
    }
    assertThat(found(r -> r.logStreamNames("a", "b"), 10_000))
        .containsExactly("a1", "a2", "b1", "b2", "a3", "b3");
    assertThat(found(r -> r.logStreamNames("a", "b"), 2))
        .containsExactly("a1", "a2", "b1", "b2", "a3", "b3");
    assertThat(found(r -> r.logStreamNames("b").startTime(1001L), 10_000)).containsExactly("b3");
  }

  @Test
  void aSearchLooksAtSoMuchOfTheLogAndMayFindNothing() {
    List<String> lines = new ArrayList<>(Collections.nCopies(25_000, "noise"));
    lines.add("the end");
    aws.logs().append("group", "stream", lines);
    FilterLogEventsResponse first =
        client.filterLogEvents(r -> r.logGroupName("group").filterPattern("\"the end\""));
    assertThat(first.events()).isEmpty();
    assertThat(first.nextToken()).isNotEmpty();
    assertThat(found(r -> r.filterPattern("\"the end\""), 10_000)).containsExactly("the end");
  }

  @Test
  void aPageOfASearchEndsAtOneMegabyte() {
    aws.logs().append("group", "stream", Collections.nCopies(5, "x".repeat(250_000)));
    FilterLogEventsResponse first = client.filterLogEvents(r -> r.logGroupName("group"));
    assertThat(first.events()).hasSize(4);
    assertThat(found(r -> {}, 10_000)).hasSize(5);
  }

  /** percona/rds_exporter#81. */
  @Test
  void oneStreamThatDoesNotExistSpoilsTheSearch() {
    aws.logs().append("group", "stream", List.of("one"));
    assertThatThrownBy(() -> found(r -> r.logStreamNames("stream", "none"), 10))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The specified log stream does not exist.");
    aws.logs().ingestionDelay(Duration.ofHours(1));
    aws.logs().append("group", "late", List.of("two"));
    assertThatThrownBy(() -> found(r -> r.logStreamNames("stream", "late"), 10))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aSearchNamesAHundredStreamsAtMost() {
    aws.logs().createLogGroup("group");
    List<String> names = IntStream.rangeClosed(1, 101).mapToObj(n -> "s" + n).toList();
    assertThatThrownBy(() -> found(r -> r.logStreamNames(names), 10))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("logStreamNames");
    assertThatThrownBy(() -> found(r -> r.logStreamNames("s").logStreamNamePrefix("s"), 10))
        .isInstanceOf(InvalidParameterException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"[migrate-deploy] end target\" | [migrate-deploy] end target=a exit=0 lines=3",
        "Flyway Community | Flyway Community Edition",
        "Flyway -Community | Flyway Teams",
        "-\"[migrate-deploy] end target\" -Flyway | say \"hi\"",
        "\"say \\\"hi\\\"\" | say \"hi\"",
      })
  void aPatternIsTermsOfWhichAllMustBeThere(String pattern, String line) {
    aws.logs()
        .append(
            "group",
            "stream",
            List.of(
                "[migrate-deploy] end target=a exit=0 lines=3",
                "Flyway Community Edition",
                "Flyway Teams",
                "say \"hi\""));
    assertThat(found(r -> r.filterPattern(pattern), 10)).containsExactly(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[migrate-deploy] end", "exit=0", "\"open"})
  void aTermWithOtherCharactersStandsInQuotes(String pattern) {
    aws.logs().createLogGroup("group");
    assertThatThrownBy(() -> found(r -> r.filterPattern(pattern), 10))
        .isInstanceOf(InvalidParameterException.class);
  }

  private List<String> found(Consumer<FilterLogEventsRequest.Builder> more, int limit) {
    List<String> found = new ArrayList<>();
    client
        .filterLogEventsPaginator(
            request -> more.accept(request.logGroupName("group").limit(limit)))
        .events()
        .forEach(event -> found.add(event.message()));
    return found;
  }

  private GetLogEventsResponse get(Consumer<GetLogEventsRequest.Builder> more) {
    return client.getLogEvents(
        request -> more.accept(request.logGroupName("group").logStreamName("stream")));
  }

  private List<String> readForward(int limit) {
    List<String> read = new ArrayList<>();
    String before = "";
    GetLogEventsResponse page = get(request -> request.startFromHead(true).limit(limit));
    while (!page.nextForwardToken().equals(before)) {
      read.addAll(messages(page));
      String token = page.nextForwardToken();
      before = token;
      page = get(request -> request.nextToken(token).limit(limit));
    }
    return read;
  }

  private List<String> streams() {
    return client.describeLogStreams(r -> r.logGroupName("group")).logStreams().stream()
        .map(LogStream::logStreamName)
        .toList();
  }

  private static List<String> messages(GetLogEventsResponse page) {
    return page.events().stream().map(OutputLogEvent::message).toList();
  }

  private static InputLogEvent event(long timestamp, String message) {
    return InputLogEvent.builder().timestamp(timestamp).message(message).build();
  }

  private static List<String> numbers(int last) {
    return IntStream.rangeClosed(1, last).mapToObj(Integer::toString).toList();
  }
}
