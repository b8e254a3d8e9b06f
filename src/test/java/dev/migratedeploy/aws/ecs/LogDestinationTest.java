package dev.migratedeploy.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

class LogDestinationTest {
  private static final Class<LogDestination.Unsupported> ELSEWHERE =
      LogDestination.Unsupported.class;

  @Test
  void awslogsIsReadFromCloudWatch() {
    assertThat(of("awslogs", Map.of("awslogs-group", "/ecs/flyway", "awslogs-stream-prefix", "m")))
        .isEqualTo(new LogDestination.CloudWatch("/ecs/flyway", "m", Optional.empty(), false));
  }

  @Test
  void theGroupMayLieInAnotherRegion() {
    assertThat(
            of(
                "awslogs",
                Map.of(
                    "awslogs-group", "g",
                    "awslogs-stream-prefix", "m",
                    "awslogs-region", "us-east-1")))
        .isEqualTo(new LogDestination.CloudWatch("g", "m", Optional.of("us-east-1"), false));
  }

  @Test
  void withoutAPrefixTheStreamCannotBeFound() {
    assertThat(of("awslogs", Map.of("awslogs-group", "g"))).isInstanceOf(ELSEWHERE);
    assertThat(of("awslogs", Map.of("awslogs-stream-prefix", "m"))).isInstanceOf(ELSEWHERE);
    assertThat(of("awslogs", Map.of())).isInstanceOf(ELSEWHERE);
  }

  @Test
  void anotherDriverIsNamed() {
    assertThat(of("awsfirelens", Map.of()))
        .isEqualTo(new LogDestination.Unsupported("the log driver awsfirelens"));
    assertThat(of("a-driver-of-tomorrow", Map.of()))
        .isEqualTo(new LogDestination.Unsupported("the log driver a-driver-of-tomorrow"));
  }

  @Test
  void noDriverAtAllIsSaid() {
    assertThat(LogDestination.of(ContainerDefinition.builder().name("c").build()))
        .isEqualTo(new LogDestination.Unsupported("no log driver"));
  }

  private static LogDestination of(String driver, Map<String, String> options) {
    return LogDestination.of(
        ContainerDefinition.builder()
            .logConfiguration(log -> log.logDriver(driver).options(options))
            .build());
  }
}
