package dev.migratedeploy.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.support.Secret;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CiContextTest {
  private static final String SHA = "3f2a91c0e1d2c3b4a5968778695a4b3c2d1e0f00";

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "CI_API_V4_URL", "https://git.example.com/gitlab/api/v4",
              "CI_PROJECT_ID", "42",
              "CI_COMMIT_SHA", SHA,
              "CI_JOB_TOKEN", "job-token-value",
              "GITLAB_TOKEN", "glpat-value",
              "MIGRATE_DEPLOY_ID_TOKEN", "eyJ-value"));

  @Test
  void aJobSaysWhereItRunsAndWhatItDeploys() {
    environment.putAll(
        Map.of(
            "GITLAB_CI", "true",
            "CI_PROJECT_PATH", "shop/orders",
            "CI_COMMIT_REF_NAME", "main",
            "CI_ENVIRONMENT_NAME", "staging",
            "CI_JOB_NAME", "migrate: [staging]",
            "CI_MERGE_REQUEST_IID", "7"));

    CiContext context = CiContext.of(environment);

    assertThat(context.gitlabCi()).isTrue();
    assertThat(context.apiUrl()).isEqualTo(URI.create("https://git.example.com/gitlab/api/v4"));
    assertThat(context.projectId()).isEqualTo("42");
    assertThat(context.commitSha()).isEqualTo(SHA);
    assertThat(context.projectPath()).contains("shop/orders");
    assertThat(context.ref()).contains("main");
    assertThat(context.environmentName()).contains("staging");
    assertThat(context.jobName()).contains("migrate: [staging]");
    assertThat(context.mergeRequestIid()).contains("7");
    assertThat(context.jobUrl()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.example.com/gitlab/api/v4",
        "https://git.example.com/gitlab/api/v4/",
        "https://git.example.com/gitlab/api/v4//",
        " https://git.example.com/gitlab/api/v4 "
      })
  void theApiMayLieBelowARelativeUrlAndEndInASlash(String url) {
    environment.put("CI_API_V4_URL", url);

    assertThat(CiContext.of(environment).apiUrl())
        .isEqualTo(URI.create("https://git.example.com/gitlab/api/v4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void aVariableThatIsSetButEmptyCountsAsMissing(String empty) {
    for (String name :
        List.of(
            "CI_ENVIRONMENT_NAME",
            "CI_ENVIRONMENT_ACTION",
            "CI_JOB_NAME",
            "CI_JOB_TIMEOUT",
            "CI_COMMIT_REF_NAME",
            "CI_PROJECT_PATH",
            "CI_MERGE_REQUEST_IID",
            "GITLAB_TOKEN",
            "MIGRATE_DEPLOY_ID_TOKEN")) {
      environment.put(name, empty);
    }

    CiContext context = CiContext.of(environment);

    assertThat(context.environmentName()).isEmpty();
    assertThat(context.environmentAction()).isEmpty();
    assertThat(context.isDeployment()).isFalse();
    assertThat(context.jobName()).isEmpty();
    assertThat(context.jobTimeout()).isEmpty();
    assertThat(context.ref()).isEmpty();
    assertThat(context.projectPath()).isEmpty();
    assertThat(context.mergeRequestIid()).isEmpty();
    assertThat(context.token()).isEmpty();
    assertThat(context.idToken()).isEmpty();
  }

  @Test
  void anEmptyActionIsADeployment() {
    environment.put("CI_ENVIRONMENT_NAME", "staging");
    environment.put("CI_ENVIRONMENT_ACTION", "");

    assertThat(CiContext.of(environment).isDeployment()).isTrue();
  }

  @Test
  void aPathKeepsItsCapitals() {
    environment.put("CI_PROJECT_PATH", "Shop/Orders.Api");

    assertThat(CiContext.of(environment).projectPath()).contains("Shop/Orders.Api");
  }

  @Test
  void noTokenIsEverPrinted() {
    assertThat(CiContext.of(environment).toString()).doesNotContain("-value");
  }

  @Test
  void everyMissingVariableIsNamedAtOnce() {
    Problem problem = problemOf(Map.of("CI_PROJECT_ID", "  "));

    assertThat(problem.details())
        .extracting(detail -> detail.substring(0, detail.indexOf(" is missing")))
        .containsExactly(
            "CI_API_V4_URL", "CI_PROJECT_ID", "CI_COMMIT_SHA", "GITLAB_TOKEN or CI_JOB_TOKEN");
    assertThat(problem.next()).contains("inside a GitLab job").contains("read_api");
  }

  @Test
  void aSingleProblemStandsInTheSentenceItself() {
    environment.put("CI_COMMIT_SHA", "main");

    Problem problem = problemOf(environment);

    assertThat(problem.cause()).endsWith("CI_COMMIT_SHA is not a full commit id: main");
    assertThat(problem.details()).isEmpty();
  }

  @Test
  void eitherTokenIsEnough() {
    environment.remove("GITLAB_TOKEN");
    assertThat(CiContext.of(environment).jobToken()).isPresent();

    environment.put("GITLAB_TOKEN", "glpat-value");
    environment.remove("CI_JOB_TOKEN");
    assertThat(CiContext.of(environment).token().map(Secret::reveal)).contains("glpat-value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gitlab.example.com/api/v4",
        "ftp://gitlab.example.com/api/v4",
        "https://gitlab.example.com",
        "https://gitlab.example.com/api/v3",
        "https://gitlab.example.com/api/v4?x=1",
        "https:///api/v4",
        "https://gitlab .example.com/api/v4"
      })
  void aMalformedAddressIsRefused(String url) {
    environment.put("CI_API_V4_URL", url);

    assertThat(problemOf(environment).cause()).contains("CI_API_V4_URL is not");
  }

  @Test
  void aTokenOfTwoLinesIsRefusedAndNotShown() {
    environment.put("GITLAB_TOKEN", "glpat-value\nglpat-value");

    assertThat(problemOf(environment).toString())
        .contains("GITLAB_TOKEN holds")
        .doesNotContain("glpat");
  }

  @Test
  void aPasswordInTheAddressIsRefusedAndNotShown() {
    environment.put("CI_API_V4_URL", "https://me:hunter2@gitlab.example.com/api/v4");

    assertThat(problemOf(environment).toString()).doesNotContain("hunter2");
  }

  private static Problem problemOf(Map<String, String> environment) {
    return catchThrowableOfType(RefusedException.class, () -> CiContext.of(environment)).problem();
  }
}
