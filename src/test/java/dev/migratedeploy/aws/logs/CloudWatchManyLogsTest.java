package dev.migratedeploy.aws.logs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

class CloudWatchManyLogsTest {
  private static final String NO_STREAM = "The specified log stream does not exist.";

  private final WireMockServer aws = new WireMockServer(options().dynamicPort());
  private ManyLogs logs = query -> new ManyLogsReading.NotPossible("not started");

  @BeforeEach
  void start() {
    aws.start();
    logs =
        new CloudWatchManyLogs(
            CloudWatchLogsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + aws.port()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("AKIATEST", "secret")))
                .build(),
            new LogDestination.CloudWatch("/ecs/flyway", "migrations", Optional.empty(), false));
  }

  @AfterEach
  void stop() {
    aws.stop();
  }

  @Test
  void theStreamsOfTheTasksContainersAreNamedInOneCall() {
    answer("{\"events\": []}");
    logs.read(query(2));
    aws.verify(
        postRequestedFor(anyUrl())
            .withHeader("X-Amz-Target", equalTo("Logs_20140328.FilterLogEvents"))
            .withRequestBody(
                equalToJson(
                    """
                    {"logGroupName": "/ecs/flyway",
                     "logStreamNames": ["migrations/flyway/t0", "migrations/flyway/t1"]}
                    """)));
  }

  /** Without quotes a bracket begins a pattern of fields, and a hyphen excludes a term. */
  @Test
  void aPatternIsAPhraseInQuotes() {
    answer("{\"events\": []}");
    logs.read(
        new ManyLogs.Query(
            tasks(1),
            Optional.of("[migrate-deploy] end target"),
            Optional.of(Instant.ofEpochMilli(1_700_000_000_123L)),
            Optional.empty()));
    aws.verify(
        postRequestedFor(anyUrl())
            .withRequestBody(
                matchingJsonPath("$.filterPattern", equalTo("\"[migrate-deploy] end target\"")))
            .withRequestBody(matchingJsonPath("$.startTime", equalTo("1700000000123"))));
  }

  /** aws/chalice#16: the streams come interleaved; one that nobody asked for is left out. */
  @Test
  void eachTaskHasItsEventsInTheirOrder() {
    answer(
        """
        {"events": [%s, %s, %s, %s, %s]}
        """
            .formatted(
                event(0, 5, "a1"),
                event(1, 5, "b1"),
                event(0, 5, "a2"),
                event(7, 5, "not ours"),
                event(0, 6, "a3")));
    ManyLogsReading.Page page = page(logs.read(query(2)));
    assertThat(page.events())
        .isEqualTo(
            Map.of(
                arn(0),
                List.of(at(5, "a1"), at(5, "a2"), at(6, "a3")),
                arn(1),
                List.of(at(5, "b1"))));
    assertThat(page.next()).isEmpty();
  }

  /** brendanhay/amazonka#296 and boto/boto3#4258: without events, but with a token. */
  @Test
  void anEmptyPageIsNotTheEnd() {
    aws.stubFor(
        post(anyUrl())
            .withRequestBody(containing("nextToken"))
            .atPriority(1)
            .willReturn(json("{\"events\": [" + event(0, 5, "last") + "]}")));
    answer("{\"events\": [], \"nextToken\": \"Bxkq6kVGFtq2y_Moigeqs c/p,1-2\"}");
    assertThat(all(tasks(1))).isEqualTo(Map.of(arn(0), List.of("last")));
    aws.verify(
        postRequestedFor(anyUrl())
            .withRequestBody(
                matchingJsonPath("$.nextToken", equalTo("Bxkq6kVGFtq2y_Moigeqs c/p,1-2"))));
  }

  @Test
  void aTokenThatLeadsToItselfIsTheEnd() {
    answer("{\"events\": [], \"nextToken\": \"same\"}");
    Optional<String> token = page(logs.read(query(1))).next();
    assertThat(page(logs.read(query(1, token))).next()).isEmpty();
  }

  /**
   * percona/rds_exporter#81: one stream that does not exist, and the whole call is refused, without
   * a word which it is.
   */
  @Test
  void tasksWithoutAStreamDoNotKeepTheOthersFromBeingRead() {
    refuse("migrations/flyway/t3\"");
    refuse("migrations/flyway/t8\"");
    for (int task = 0; task < 10; task++) {
      aws.stubFor(
          post(anyUrl())
              .withRequestBody(containing("migrations/flyway/t" + task + "\""))
              .atPriority(5)
              .willReturn(json("{\"events\": []}")));
    }
    aws.stubFor(
        post(anyUrl())
            .withRequestBody(containing("migrations/flyway/t2\""))
            .atPriority(3)
            .willReturn(json("{\"events\": [" + event(2, 1, "two") + "]}")));
    aws.stubFor(
        post(anyUrl())
            .withRequestBody(containing("migrations/flyway/t9\""))
            .atPriority(4)
            .willReturn(json("{\"events\": [" + event(9, 1, "nine") + "]}")));

    assertThat(all(tasks(10))).isEqualTo(Map.of(arn(2), List.of("two"), arn(9), List.of("nine")));
    assertThat(aws.findAll(postRequestedFor(anyUrl()))).hasSizeLessThan(20);
  }

  @Test
  void noTaskOfWhichAnyHasAStreamIsAnEmptyEnd() {
    answer(error(400, "ResourceNotFoundException", NO_STREAM));
    assertThat(all(tasks(7))).isEmpty();
    assertThat(aws.findAll(postRequestedFor(anyUrl()))).hasSize(13);
  }

  /** It is made by the first task's log driver (awslogs-create-group). */
  @Test
  void aGroupThatDoesNotExistYetIsAnEmptyEndAtOnce() {
    answer(error(400, "ResourceNotFoundException", "The specified log group does not exist."));
    assertThat(all(tasks(100))).isEmpty();
    assertThat(aws.findAll(postRequestedFor(anyUrl()))).hasSize(1);
  }

  @Test
  void aThrottledCallIsOneCallAndSaysSo() {
    answer(error(400, "ThrottlingException", "Rate exceeded"));
    assertThat(logs.read(query(1)))
        .isEqualTo(new ManyLogsReading.Unavailable("Rate exceeded", true));
    assertThat(aws.findAll(postRequestedFor(anyUrl()))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | AccessDeniedException | not authorized to perform: logs:FilterLogEvents"
            + " | this job may not call logs:FilterLogEvents",
        "400 | InvalidOperationException | FilterLogEvents is not supported for this log class."
            + " | the log group /ecs/flyway is of class INFREQUENT_ACCESS",
        "400 | UnknownOperationException | no such operation | no such operation",
        "400 | InvalidParameterException | Invalid filter pattern | Invalid filter pattern",
      })
  void whatNeverWorksIsNotPossible(int status, String code, String message, String reason) {
    answer(error(status, code, message));
    assertThat(logs.read(query(1)))
        .isInstanceOfSatisfying(
            ManyLogsReading.NotPossible.class,
            result -> assertThat(result.reason()).contains(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "503, ServiceUnavailableException, The service is unavailable",
    "400, ExpiredTokenException, The security token is expired",
  })
  void whatMayPassIsUnavailable(int status, String code, String message) {
    answer(error(status, code, message));
    assertThat(logs.read(query(1))).isEqualTo(new ManyLogsReading.Unavailable(message, false));
  }

  @Test
  void aTokenThatIsTooOldIsUnavailable() {
    answer(error(400, "InvalidParameterException", "The specified nextToken is invalid."));
    assertThat(logs.read(query(1, Optional.of("0-1 old"))))
        .isEqualTo(new ManyLogsReading.Unavailable("The specified nextToken is invalid.", false));
  }

  @Test
  void aConnectionThatBreaksIsUnavailable() {
    answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    assertThat(logs.read(query(1))).isInstanceOf(ManyLogsReading.Unavailable.class);
  }

  @Test
  void anAnswerThatIsNoJsonIsUnavailable() {
    answer(aResponse().withBody("<html>captive portal</html>"));
    assertThat(logs.read(query(1))).isInstanceOf(ManyLogsReading.Unavailable.class);
  }

  @Test
  void noTasksCostNoCall() {
    assertThat(all(List.of())).isEmpty();
    assertThat(aws.findAll(postRequestedFor(anyUrl()))).isEmpty();
  }

  private Map<String, List<String>> all(List<RunningTask> tasks) {
    Map<String, List<String>> found = new HashMap<>();
    Optional<String> token = Optional.empty();
    do {
      ManyLogsReading.Page page =
          page(logs.read(new ManyLogs.Query(tasks, Optional.empty(), Optional.empty(), token)));
      page.events()
          .forEach(
              (arn, events) ->
                  events.forEach(
                      event ->
                          found
                              .computeIfAbsent(arn, unused -> new ArrayList<>())
                              .add(event.message())));
      token = page.next();
    } while (token.isPresent());
    return found;
  }

  private static ManyLogsReading.Page page(ManyLogsReading reading) {
    assertThat(reading).isInstanceOf(ManyLogsReading.Page.class);
    return (ManyLogsReading.Page) reading;
  }

  private static ManyLogs.Query query(int tasks) {
    return query(tasks, Optional.empty());
  }

  private static ManyLogs.Query query(int tasks, Optional<String> token) {
    return new ManyLogs.Query(tasks(tasks), Optional.empty(), Optional.empty(), token);
  }

  private static List<RunningTask> tasks(int count) {
    return IntStream.range(0, count)
        .mapToObj(task -> new RunningTask(arn(task), "staging", "flyway:41", "flyway"))
        .toList();
  }

  private static String arn(int task) {
    return "arn:aws:ecs:eu-west-1:123456789012:task/staging/t" + task;
  }

  private static LogEvent at(long millis, String message) {
    return new LogEvent(Instant.ofEpochMilli(millis), message);
  }

  private static String event(int task, long millis, String message) {
    return "{\"logStreamName\": \"migrations/flyway/t%d\", \"timestamp\": %d, \"message\": \"%s\"}"
        .formatted(task, millis, message);
  }

  private void refuse(String stream) {
    aws.stubFor(
        post(anyUrl())
            .withRequestBody(containing(stream))
            .atPriority(1)
            .willReturn(error(400, "ResourceNotFoundException", NO_STREAM)));
  }

  private void answer(String body) {
    answer(json(body));
  }

  private void answer(ResponseDefinitionBuilder response) {
    aws.stubFor(post(anyUrl()).willReturn(response));
  }

  private static ResponseDefinitionBuilder json(String body) {
    return aResponse().withHeader("Content-Type", "application/x-amz-json-1.1").withBody(body);
  }

  private static ResponseDefinitionBuilder error(int status, String code, String message) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/x-amz-json-1.1")
        .withBody("{\"__type\": \"%s\", \"message\": \"%s\"}".formatted(code, message));
  }
}
