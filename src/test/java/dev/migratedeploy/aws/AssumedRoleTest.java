package dev.migratedeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.ci.CiContext;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssumedRoleTest {
  private final Map<String, String> variables =
      new HashMap<>(
          Map.of(
              "CI_API_V4_URL", "https://gitlab.example.com/api/v4",
              "CI_PROJECT_ID", "42",
              "CI_COMMIT_SHA", "a".repeat(40),
              "CI_JOB_TOKEN", "token"));

  @Test
  void theSessionSaysWhichProjectEnvironmentAndJobItWas() {
    variables.put("CI_PROJECT_PATH", "shop/orders");
    variables.put("CI_JOB_ID", "8841");

    assertThat(sessionName()).isEqualTo("migrate-deploy-shop-orders-staging-8841");
  }

  @Test
  void outsideOfAJobTheProjectsNumberHasToDo() {
    assertThat(sessionName()).isEqualTo("migrate-deploy-42-staging-0");
  }

  @Test
  void aLongNameIsCutAndEnvironmentAndJobAreKept() {
    variables.put("CI_PROJECT_PATH", "group/".repeat(40) + "orders");
    variables.put("CI_JOB_ID", "12345678901");

    assertThat(sessionName())
        .hasSize(64)
        .startsWith("migrate-deploy-group-")
        .endsWith("-staging-12345678901");
  }

  @Test
  void aLongEnvironmentLeavesRoomForTheProject() {
    variables.put("CI_PROJECT_PATH", "shop/orders");
    variables.put("CI_JOB_ID", "8841");

    assertThat(AssumedRole.sessionName("review/" + "x".repeat(80), CiContext.of(variables)))
        .isEqualTo("migrate-deploy-shop-orders-review-xxxxxxxxxxxxx-8841");
  }

  @Test
  void stsTakesEveryCharacter() {
    variables.put("CI_PROJECT_PATH", "Größe/über alles:/x@y,z=1+2.3_4~");
    variables.put("CI_JOB_ID", "7");

    assertThat(sessionName()).matches("[A-Za-z0-9_+=,.@-]{2,64}").endsWith("-7");
  }

  private String sessionName() {
    return AssumedRole.sessionName("staging", CiContext.of(variables));
  }
}
