package dev.migratedeploy.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.aws.LocalAws;
import dev.migratedeploy.localcloud.aws.ProgramRuntime;
import dev.migratedeploy.support.VirtualTicker;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/** wallix/awless#172: "Rate exceeded" for a list that is long. */
class LongListTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGES = 80;
  private static final String TASK =
      """
      {"taskArn": "%s", "taskDefinitionArn": "arn:aws:ecs:eu-west-1:1:task-definition/flyway:2",
       "startedBy": "me", "createdAt": 1767225600, "lastStatus": "STOPPED", "desiredStatus": "STOPPED",
       "containers": [{"name": "flyway", "image": "x", "lastStatus": "STOPPED", "exitCode": 0}]}
      """;

  private final VirtualTicker time = new VirtualTicker();
  private final LocalAws aws = LocalAws.start(ProgramRuntime.echo(), clock());
  private final EcsClient client = client(aws.uri());

  @AfterEach
  void close() {
    client.close();
    aws.close();
  }

  @Test
  void eightThousandStoppedTasksAreFoundWithoutAThrottledCall() {
    aws.ecs().createCluster("staging");
    aws.rates().published();
    aws.faults()
        .always("ListTasks", (input, work) -> page(input.path("nextToken").asInt()))
        .always("DescribeTasks", (input, work) -> described(input.path("tasks")));

    assertThat(new EcsTasks(client, time).find("staging", "me", false, PlainTemplate.of("flyway")))
        .hasSize(8_000);

    assertThat(aws.rates().throttled()).isZero();
    assertThat(time.elapsed()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
  }

  /** What one database costs is never slowed down. */
  @Test
  void tenLooksAtAShortListTakeNoTime() {
    aws.ecs().createCluster("staging");
    EcsTasks tasks = new EcsTasks(client, time);
    for (int look = 0; look < 10; look++) {
      tasks.find("staging", "me", true, PlainTemplate.of("flyway"));
    }
    assertThat(time.elapsed()).isZero();
  }

  private static ObjectNode page(int number) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode arns = answer.putArray("taskArns");
    IntStream.range(100 * number, 100 * (number + 1))
        .forEach(task -> arns.add("arn:aws:ecs:eu-west-1:1:task/staging/" + task));
    return number + 1 < PAGES ? answer.put("nextToken", String.valueOf(number + 1)) : answer;
  }

  private static ObjectNode described(JsonNode arns) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode tasks = answer.putArray("tasks");
    arns.forEach(arn -> tasks.add(task(arn.asText())));
    return answer;
  }

  private static JsonNode task(String arn) {
    try {
      return JSON.readTree(TASK.formatted(arn));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return time.now();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  private static EcsClient client(URI uri) {
    return EcsClient.builder()
        .endpointOverride(uri)
        .region(Region.EU_WEST_1)
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIALOCAL", "secret")))
        .build();
  }
}
