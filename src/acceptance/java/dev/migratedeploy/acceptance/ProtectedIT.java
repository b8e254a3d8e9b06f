package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code protected: true} refuses, and what may be allowed by name. */
class ProtectedIT extends EndToEnd {
  private static final Map<String, String> SCRIPTS =
      Map.of("V1__tea.sql", "CREATE TABLE tea (name text);");

  @Test
  void spotIsRefusedWhereTheEnvironmentIsProtected() {
    assertExit(
        deploy(commit(onSpot("protected: true"), SCRIPTS)),
        2,
        "Result   REFUSED  the environment " + environment + " is protected",
        "(allow: [spot])");
    assertThat(applied()).isEmpty();
  }

  @Test
  void repairIsRefusedLikeADeploy() {
    assertExit(
        project.run(commit(onSpot("protected: true"), SCRIPTS), environment, "repair"),
        2,
        "is protected",
        "(allow: [spot])");
  }

  @Test
  void whatIsAllowedByNameIsNotRefused() {
    assertExit(deploy(commit(onSpot("protected: true\n    allow: [spot]"), SCRIPTS)), 0, "APPLIED");
  }

  private String onSpot(String more) {
    return settings() + "    capacity-provider: FARGATE_SPOT\n    " + more + "\n";
  }
}
