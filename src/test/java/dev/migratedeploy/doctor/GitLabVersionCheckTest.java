package dev.migratedeploy.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.ci.GitLabVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitLabVersionCheckTest {
  @ParameterizedTest
  @CsvSource({
    "17.11.7,     true",
    "18.0.5-ee,   true",
    "18.0.6-ee,   false",
    "18.1.3,      true",
    "18.1.4,      false",
    "18.2.1-ee,   true",
    "18.2.2,      false",
    "18.3.0-pre,  false",
    "19.4,        false"
  })
  void aForkCanLookLikeABranchInOldVersions(String version, boolean warned) {
    List<Checked> lines = check(version, true, "GITLAB_TOKEN");

    assertThat(lines.get(0).outcome() instanceof CheckResult.Warning).isEqualTo(warned);
    assertThat(lines.get(0).toString().contains("fork")).isEqualTo(warned);
  }

  @Test
  void aJobWithoutATokenForAwsIsNotWarnedOfForks() {
    assertThat(check("17.5.1", false, "GITLAB_TOKEN").get(0).toString()).doesNotContain("fork");
  }

  @Test
  void theJobsOwnTokenReadsDeploymentsFromSixteenTwoOn() {
    assertThat(check("16.1.8", false, "CI_JOB_TOKEN").get(0).toString()).contains("16.2");
    assertThat(check("16.1.8", false, "GITLAB_TOKEN").get(0).toString()).doesNotContain("16.2");
    assertThat(check("16.2.0", false, "CI_JOB_TOKEN").get(0).toString()).doesNotContain("16.2 on");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "main", "v18", "99999.1"})
  void whatIsNoVersionIsNotJudged(String text) {
    assertThat(GitLabVersion.of(Map.of("CI_SERVER_VERSION", text))).isEmpty();
  }

  private static List<Checked> check(String version, boolean trustsByToken, String token) {
    Map<String, String> variables = new HashMap<>();
    variables.put("CI_API_V4_URL", "https://gitlab.example.com/api/v4");
    variables.put("CI_PROJECT_ID", "7");
    variables.put("CI_COMMIT_SHA", "a".repeat(40));
    variables.put(token, "token");
    List<Checked> lines = new ArrayList<>();
    new GitLabVersionCheck(CiContext.of(variables), trustsByToken)
        .into(
            new Checklist(lines::add),
            GitLabVersion.of(Map.of("CI_SERVER_VERSION", version)).orElseThrow());
    return lines;
  }
}
