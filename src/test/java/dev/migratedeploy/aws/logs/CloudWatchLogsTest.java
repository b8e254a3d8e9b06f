package dev.migratedeploy.aws.logs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

class CloudWatchLogsTest {
  private static final RunningTask TASK =
      new RunningTask(
          "arn:aws:ecs:eu-west-1:123456789012:task/staging/85b626fffac4",
          "staging",
          "flyway:41",
          "flyway");
  private static final String TWO_EVENTS =
      """
      {"events": [
        {"timestamp": 1000, "message": "one", "ingestionTime": 1500},
        {"timestamp": 1000, "message": "two", "ingestionTime": 1500}],
       "nextForwardToken": "f/2", "nextBackwardToken": "b/0"}
      """;

  private final WireMockServer aws = new WireMockServer(options().dynamicPort());
  private LogSource logs = token -> new LogReading.NoStreamYet();

  @BeforeEach
  void start() {
    aws.start();
    logs =
        new CloudWatchLogs(
            client("http://127.0.0.1:" + aws.port()),
            new LogDestination.CloudWatch("/ecs/flyway", "migrations", Optional.empty(), false),
            TASK);
  }

  @AfterEach
  void stop() {
    aws.stop();
  }

  @Test
  void theStreamOfTheTasksContainerIsReadFromItsStart() {
    answer(aResponse().withBody(TWO_EVENTS));
    logs.read(Optional.empty());
    aws.verify(
        postRequestedFor(anyUrl())
            .withHeader("X-Amz-Target", equalTo("Logs_20140328.GetLogEvents"))
            .withRequestBody(
                equalToJson(
                    """
                    {"logGroupName": "/ecs/flyway",
                     "logStreamName": "migrations/flyway/85b626fffac4",
                     "startFromHead": true}
                    """)));
  }

  @Test
  void aPageIsItsEventsAndWhereToGoOn() {
    answer(aResponse().withBody(TWO_EVENTS));
    Instant at = Instant.ofEpochSecond(1);
    assertThat(logs.read(Optional.empty()))
        .isEqualTo(
            new LogReading.Page(List.of(new LogEvent(at, "one"), new LogEvent(at, "two")), "f/2"));
  }

  @Test
  void aTokenIsSentBackAsItCame() {
    answer(aResponse().withBody(TWO_EVENTS));
    logs.read(Optional.of("f/1"));
    aws.verify(
        postRequestedFor(anyUrl())
            .withRequestBody(matchingJsonPath("$.nextToken", equalTo("f/1")))
            .withRequestBody(matchingJsonPath("$.startFromHead", equalTo("true"))));
  }

  @Test
  void aStreamThatDoesNotExistIsOneThatDoesNotExistYet() {
    answer(error(400, "ResourceNotFoundException", "The specified log stream does not exist."));
    assertThat(logs.read(Optional.empty())).isEqualTo(new LogReading.NoStreamYet());
  }

  @Test
  void aCallThatIsThrottledOnceIsNotNoticed() {
    first(error(400, "ThrottlingException", "Rate exceeded"));
    assertThat(logs.read(Optional.empty())).isInstanceOf(LogReading.Page.class);
  }

  @Test
  void aConnectionThatIsResetOnceIsNotNoticed() {
    first(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    assertThat(logs.read(Optional.empty())).isInstanceOf(LogReading.Page.class);
  }

  @Test
  void aCallThatIsThrottledAgainAndAgainIsUnreadable() {
    answer(error(400, "ThrottlingException", "Rate exceeded"));
    assertThat(logs.read(Optional.empty()))
        .isEqualTo(new LogReading.Unreadable("Rate exceeded", true));
  }

  @Test
  void aServerErrorIsUnreadable() {
    answer(aResponse().withStatus(503));
    assertThat(logs.read(Optional.empty())).isEqualTo(new LogReading.Unreadable("HTTP status 503"));
  }

  @Test
  void aDeniedCallIsUnreadableAndSaysWhy() {
    answer(error(400, "AccessDeniedException", "not authorized to perform: logs:GetLogEvents"));
    assertThat(logs.read(Optional.empty()))
        .isEqualTo(new LogReading.Unreadable("not authorized to perform: logs:GetLogEvents"));
  }

  @Test
  void aConnectionThatAlwaysBreaksIsUnreadable() {
    answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    assertThat(logs.read(Optional.empty())).isInstanceOf(LogReading.Unreadable.class);
  }

  @Test
  void anAnswerThatIsNoJsonIsUnreadable() {
    answer(aResponse().withBody("<html>captive portal</html>"));
    assertThat(logs.read(Optional.empty())).isInstanceOf(LogReading.Unreadable.class);
  }

  @Test
  void aHalfAnswerIsUnreadable() {
    answer(aResponse().withBody("{}"));
    assertThat(logs.read(Optional.empty())).isInstanceOf(LogReading.Unreadable.class);
  }

  @Test
  void anEndpointThatDoesNotAnswerIsUnreadable() {
    aws.stop();
    assertThat(logs.read(Optional.empty()))
        .isInstanceOfSatisfying(
            LogReading.Unreadable.class,
            failure -> assertThat(failure.reason()).startsWith("AWS cannot be reached: "));
  }

  private void answer(ResponseDefinitionBuilder response) {
    aws.stubFor(post(anyUrl()).willReturn(response));
  }

  private void first(ResponseDefinitionBuilder response) {
    aws.stubFor(
        post(anyUrl())
            .inScenario("first")
            .whenScenarioStateIs(STARTED)
            .willSetStateTo("then")
            .willReturn(response));
    aws.stubFor(
        post(anyUrl())
            .inScenario("first")
            .whenScenarioStateIs("then")
            .willReturn(aResponse().withBody(TWO_EVENTS)));
  }

  private static ResponseDefinitionBuilder error(int status, String code, String message) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/x-amz-json-1.1")
        .withBody("{\"__type\": \"%s\", \"message\": \"%s\"}".formatted(code, message));
  }

  /** The SDK's own retries, without their pauses. */
  private static CloudWatchLogsClient client(String endpoint) {
    return CloudWatchLogsClient.builder()
        .endpointOverride(URI.create(endpoint))
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret")))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(
            configuration ->
                configuration.retryStrategy(
                    StandardRetryStrategy.builder()
                        .backoffStrategy(BackoffStrategy.fixedDelay(Duration.ofMillis(1)))
                        .throttlingBackoffStrategy(BackoffStrategy.fixedDelay(Duration.ofMillis(1)))
                        .build()))
        .build();
  }
}
