package dev.migratedeploy.deploy.request;

import static dev.migratedeploy.deploy.task.SampleDeploy.ci;
import static dev.migratedeploy.deploy.task.SampleDeploy.environment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.ci.CiContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TaskKeysTest {
  private static final List<String> MIGRATE = List.of("migrate");

  @Test
  void theEnvironmentsNameCanBeReadInStartedBy() {
    assertThat(TaskKeys.startedBy(ci("shop/orders", "1"), "staging"))
        .isEqualTo("migrate-deploy/shop/orders/staging");
  }

  @Test
  void startedByIsOfTheFormThatEcsTakesAndDistinct() {
    String longest = "a".repeat(200);
    List<String> names =
        Stream.of(
                startedBy("shop/orders", "staging"),
                startedBy("shop/orders", "staging eu"),
                startedBy("shop/orders", "staging-eu"),
                startedBy("shop/orders", "staging_eu"),
                startedBy("shop/orders", "stäging"),
                startedBy("shop/orders", "stöging"),
                startedBy("shop/orders", "eu/staging"),
                startedBy("shop/orders/eu", "staging"),
                startedBy("shop.orders", "staging"),
                startedBy("shop-orders", "staging"),
                startedBy(longest + "/x", "staging"),
                startedBy(longest + "/y", "staging"),
                startedBy(longest + "/x", "production"))
            .toList();
    assertThat(names)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).matches("[A-Za-z0-9/_-]{1,128}"));
  }

  @Test
  void everyTryOfOneJobHasTheSameToken() {
    assertThat(token("8841", "staging", "sha256:1", MIGRATE))
        .isEqualTo(token("8841", "staging", "sha256:1", MIGRATE))
        .matches("[0-9a-f]{64}");
  }

  @Test
  void anotherJobEnvironmentImageOrCommandHasAnotherToken() {
    assertThat(
            List.of(
                token("8841", "staging", "sha256:1", MIGRATE),
                token("8842", "staging", "sha256:1", MIGRATE),
                token("8841", "production", "sha256:1", MIGRATE),
                token("8841", "staging", "sha256:2", MIGRATE),
                token("8841", "staging", "sha256:1", List.of("info")),
                token("8841", "staging", "sha256:1", List.of("migrate", "-X")),
                token("8841", "staging", "sha256:1", List.of("migrate -X"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void aTaskThatIsStartedAfterOneThatLetAnotherGoFirstHasItsOwn() {
    CiContext ci = ci("shop/orders", "8841");
    assertThat(TaskKeys.clientToken(ci, environment("staging"), "sha256:1", MIGRATE, 1))
        .isNotEqualTo(token("8841", "staging", "sha256:1", MIGRATE))
        .isEqualTo(TaskKeys.clientToken(ci, environment("staging"), "sha256:1", MIGRATE, 1));
  }

  @Test
  void outsideOfAJobEveryRunHasItsOwn() {
    CiContext ci =
        CiContext.of(
            Map.of(
                "CI_API_V4_URL", "https://gitlab.example.com/api/v4",
                "CI_PROJECT_ID", "42",
                "CI_COMMIT_SHA", "3f2a91c0".repeat(5),
                "GITLAB_TOKEN", "token"));
    assertThat(TaskKeys.clientToken(ci, environment("staging"), "sha256:1", MIGRATE, 0))
        .isNotEqualTo(TaskKeys.clientToken(ci, environment("staging"), "sha256:1", MIGRATE, 0));
    assertThat(TaskKeys.startedBy(ci, "staging")).isEqualTo("migrate-deploy/42/staging");
  }

  private static String startedBy(String project, String environment) {
    return TaskKeys.startedBy(ci(project, "1"), environment);
  }

  private static String token(String job, String environment, String digest, List<String> command) {
    return TaskKeys.clientToken(
        ci("shop/orders", job), environment(environment), digest, command, 0);
  }
}
