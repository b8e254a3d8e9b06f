package dev.migratedeploy.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.localcloud.http.LocalServer;
import dev.migratedeploy.localcloud.http.Response;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.RefusedException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Paginators that never end, as of aws-sdk and boto with a token that comes again. */
class EndlessListTest {
  @ParameterizedTest
  @ValueSource(strings = {"the-same", "another-%d"})
  void aListOfTasksWithoutAnEndIsRefused(String token) {
    AtomicInteger calls = new AtomicInteger();
    try (LocalServer server =
            LocalServer.start(
                "ecs",
                request ->
                    Response.json(
                        200,
                        "{\"taskArns\": [], \"nextToken\": \"%s\"}"
                            .formatted(token.formatted(calls.incrementAndGet()))));
        EcsClient client =
            EcsClient.builder()
                .endpointOverride(server.uri())
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret")))
                .build()) {
      RefusedException refused =
          catchThrowableOfType(
              RefusedException.class,
              () ->
                  new EcsTaskList(client, new VirtualTicker())
                      .find("staging", "me", true, PlainTemplate.of("flyway")));

      assertThat(refused.problem().cause())
          .isEqualTo(
              "could not look for other migrations on cluster staging: ecs:ListTasks gives page"
                  + " after page without an end");
      assertThat(calls.get()).isBetween(2, 101);
    }
  }
}
