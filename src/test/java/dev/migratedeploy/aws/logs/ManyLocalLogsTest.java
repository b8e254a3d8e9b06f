package dev.migratedeploy.aws.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.localcloud.aws.LocalAws;
import dev.migratedeploy.localcloud.aws.ProgramRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** FilterLogEvents as the local cloud has it, and what is made of it. */
class ManyLocalLogsTest {
  private static final String GROUP = "/ecs/flyway";

  private final LocalAws aws = LocalAws.start(ProgramRuntime.echo());
  private final CloudWatchLogsClient client =
      CloudWatchLogsClient.builder()
          .endpointOverride(aws.uri())
          .region(Region.EU_WEST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIALOCAL", "secret")))
          .build();
  private final ManyLogs logs =
      new CloudWatchManyLogs(
          client, new LogDestination.CloudWatch(GROUP, "migrate", Optional.empty(), true));

  @AfterEach
  void close() {
    client.close();
    aws.close();
  }

  @Test
  void everyLineOfAHundredTasksIsReadOnceAndInItsOrder() {
    Map<String, List<String>> written = new TreeMap<>();
    for (int task = 0; task < 100; task++) {
      int id = task;
      List<String> lines =
          IntStream.range(0, 300).mapToObj(line -> "task " + id + " line " + line).toList();
      write(task, lines);
      written.put(arn(task), lines);
    }
    assertThat(read(100, Optional.empty(), Optional.empty())).isEqualTo(written);
    // Pages of 10,000 lines at most, and no call for each task.
    assertThat(aws.calls().count("FilterLogEvents")).isLessThanOrEqualTo(4);
  }

  @Test
  void longLinesGiveSmallPagesAndAllOfThem() {
    write(0, Collections.nCopies(9, "x".repeat(250_000)));
    write(1, List.of("short"));
    Map<String, List<String>> read = read(2, Optional.empty(), Optional.empty());
    assertThat(read.get(arn(0))).hasSize(9);
    assertThat(read.get(arn(1))).containsExactly("short");
  }

  @Test
  void onlyTheEndLinesAreFoundByTheirPattern() {
    write(
        0,
        List.of(
            "[migrate-deploy] begin target=acme",
            "Flyway says: end target of [migrate-deploy]",
            "[migrate-deploy] end target=acme exit=0 lines=1",
            "[migrate-deploy] end exit=0 lines=3"));
    write(1, List.of("nothing"));
    assertThat(read(2, Optional.of("[migrate-deploy] end target"), Optional.empty()))
        .isEqualTo(Map.of(arn(0), List.of("[migrate-deploy] end target=acme exit=0 lines=1")));
  }

  @Test
  void nothingBeforeTheTimeIsRead() {
    write(0, List.of("one"));
    assertThat(read(1, Optional.empty(), Optional.of(Instant.now().plusSeconds(60)))).isEmpty();
    assertThat(read(1, Optional.empty(), Optional.of(Instant.now().minusSeconds(60)))).hasSize(1);
  }

  @Test
  void tasksWhoseStreamsAreNotThereYetAreLeftOut() {
    write(3, List.of("three"));
    write(40, List.of("forty"));
    aws.logs().ingestionDelay(Duration.ofHours(1));
    write(41, List.of("not to be seen yet"));
    assertThat(read(60, Optional.empty(), Optional.empty()))
        .isEqualTo(Map.of(arn(3), List.of("three"), arn(40), List.of("forty")));
  }

  @Test
  void aGroupThatNobodyCanReadIsNotPossible() {
    aws.logs().createInfrequentAccessGroup(GROUP);
    write(0, List.of("one"));
    assertThat(logs.read(query(1, Optional.empty(), Optional.empty(), Optional.empty())))
        .isInstanceOf(ManyLogsReading.NotPossible.class);
  }

  @Test
  void aCallTooManyIsThrottledOnce() {
    write(0, List.of("one"));
    aws.rates().limit(1, 0.001, "FilterLogEvents");
    assertThat(read(1, Optional.empty(), Optional.empty())).hasSize(1);
    assertThat(logs.read(query(1, Optional.empty(), Optional.empty(), Optional.empty())))
        .isEqualTo(new ManyLogsReading.Unavailable("Rate exceeded", true));
    assertThat(aws.rates().throttled("FilterLogEvents")).isEqualTo(1);
  }

  private void write(int task, List<String> lines) {
    aws.logs().append(GROUP, "migrate/flyway/t" + task, lines);
  }

  private Map<String, List<String>> read(
      int tasks, Optional<String> pattern, Optional<Instant> since) {
    Map<String, List<String>> read = new TreeMap<>();
    Optional<String> token = Optional.empty();
    do {
      ManyLogsReading.Page page =
          (ManyLogsReading.Page) logs.read(query(tasks, pattern, since, token));
      page.events()
          .forEach(
              (arn, events) ->
                  events.forEach(
                      event ->
                          read.computeIfAbsent(arn, unused -> new ArrayList<>())
                              .add(event.message())));
      token = page.next();
    } while (token.isPresent());
    return read;
  }

  private static ManyLogs.Query query(
      int tasks, Optional<String> pattern, Optional<Instant> since, Optional<String> token) {
    return new ManyLogs.Query(
        IntStream.range(0, tasks)
            .mapToObj(task -> new RunningTask(arn(task), "staging", "flyway:1", "flyway"))
            .toList(),
        pattern,
        since,
        token);
  }

  private static String arn(int task) {
    return "arn:aws:ecs:eu-west-1:123456789012:task/staging/t" + task;
  }
}
