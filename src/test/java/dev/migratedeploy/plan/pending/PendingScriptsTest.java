package dev.migratedeploy.plan.pending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.Configuration;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.gitlab.GitLabDeployments;
import dev.migratedeploy.localcloud.gitlab.LocalCommit;
import dev.migratedeploy.localcloud.gitlab.LocalGitLab;
import dev.migratedeploy.localcloud.http.Response;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A script that is there from the first of the month; one that was written on the second and merged
 * on the tenth; one that was edited on the twelfth and the fourteenth.
 */
class PendingScriptsTest {
  private static final String JOB = "migrate-deploy";

  private final LocalGitLab gitLab = LocalGitLab.start();
  private final Path checkout;
  private final String first =
      gitLab
          .repository()
          .on("main")
          .put("sql/V1__tea.sql", "select 1")
          .put("sql/R__teas.sql", "select 1")
          .at(day(1))
          .commit("Begin");
  private final String written =
      branched().put("sql/V2__assam.sql", "select 2").at(day(2)).commit("Assam");
  private final String merged =
      gitLab
          .repository()
          .on("main")
          .put("sql/V2__assam.sql", "select 2")
          .merging(written)
          .at(day(10))
          .commit("Merge Assam");
  private final String edited = edit("select 3", 12);
  private final String head = edit("select 4", 14);

  PendingScriptsTest(@TempDir Path directory) {
    checkout = directory;
  }

  @AfterEach
  void stop() {
    gitLab.close();
  }

  @Test
  void anEnvironmentThatHasEverythingLacksNothing() {
    deployed("staging", head, JOB);

    assertThat(known("staging").waiting()).isEmpty();
    assertThat(known("staging").job()).contains(JOB);
  }

  @Test
  void aScriptWaitsSinceItWasMergedAndNotSinceItWasWritten() {
    deployed("production", first, JOB);

    assertThat(known("production").waiting())
        .extracting(script -> script.path() + " " + script.since().orElseThrow())
        .containsExactly("V2__assam.sql " + day(10), "R__teas.sql " + day(12));
    assertThat(known("production").since()).contains(day(10));
  }

  @Test
  void whatWasEditedBeforeTheLastDeploymentDoesNotCount() {
    deployed("production", edited, JOB);

    assertThat(known("production").waiting())
        .extracting(script -> script.path() + " " + script.since().orElseThrow())
        .containsExactly("R__teas.sql " + day(14));
  }

  @Test
  void whereNothingWasEverDeployedEveryScriptWaits() {
    EnvironmentStatus.Known status = known("qa");

    assertThat(status.baseline()).isInstanceOf(ComparisonBase.NoDeploymentYet.class);
    assertThat(status.waiting())
        .extracting(script -> script.path() + " " + script.since().orElseThrow())
        .containsExactly(
            "V1__tea.sql " + day(1), "V2__assam.sql " + day(10), "R__teas.sql " + day(1));
  }

  @Test
  void anApplicationsDeploymentDoesNotCount() {
    deployed("production", merged, JOB);
    deployed("production", head, "deploy-app");

    assertThat(known("production").waiting())
        .extracting(PendingScript::path)
        .containsExactly("R__teas.sql");
  }

  @Test
  void whereOnlyOtherJobsDeployTheUserIsAsked() {
    deployed("production", head, "deploy-app");

    assertThat(status("production", token("read_api")))
        .isInstanceOfSatisfying(
            EnvironmentStatus.NotKnown.class,
            unknown -> assertThat(unknown.why()).contains("(deploy-app)", "--deploy-job NAME"));
  }

  @Test
  void whereTheDeployedCommitIsGoneNothingIsClaimed() {
    deployed("production", "ab".repeat(20), JOB);

    assertThat(status("production", token("read_api")))
        .isInstanceOfSatisfying(
            EnvironmentStatus.NotKnown.class,
            unknown -> assertThat(unknown.why()).contains("is gone from GitLab"));
  }

  @Test
  void aJobTokenTellsWhatWaitsButNotSinceWhen() {
    deployed("production", first, JOB);

    EnvironmentStatus.Known status =
        (EnvironmentStatus.Known) status("production", Map.of("CI_JOB_TOKEN", gitLab.jobToken(1)));
    assertThat(status.waiting())
        .extracting(PendingScript::path)
        .containsExactly("V2__assam.sql", "R__teas.sql");
    assertThat(status.since()).isEmpty();
  }

  @Test
  void aListOfCommitsThatIsRefusedLeavesTheDatesOut() {
    deployed("production", first, JOB);
    gitLab.faults().answer(1, "/projects/42/repository/commits", Response.json(403, "{}"));

    EnvironmentStatus.Known status = known("production");
    assertThat(status.waiting()).hasSize(2);
    assertThat(status.since()).isEmpty();
  }

  private EnvironmentStatus.Known known(String environment) {
    return (EnvironmentStatus.Known) status(environment, token("read_api"));
  }

  private EnvironmentStatus status(String environment, Map<String, String> token) {
    Path directory = checkout.resolve(String.valueOf(gitLab.requests().size()));
    gitLab.repository().checkout(head, directory);
    Map<String, String> variables = new HashMap<>(token);
    variables.put("CI_API_V4_URL", gitLab.uri() + "/api/v4");
    variables.put("CI_PROJECT_ID", "42");
    variables.put("CI_PROJECT_URL", gitLab.uri() + "/shop/orders");
    variables.put("CI_COMMIT_SHA", head);
    GitLabDeployments deployments = new GitLabDeployments(CiContext.of(variables), pause -> {});
    return new PendingScripts(
            new LastDeploy(
                deployments,
                new ScriptDetection(deployments, "sql", ScriptFolder::counts),
                new DeployJob(Optional.empty(), Optional.empty())),
            unused -> Configuration.NONE,
            ScriptFolder.read(directory, "sql"),
            head)
        .of(environment);
  }

  private Map<String, String> token(String scope) {
    return Map.of("GITLAB_TOKEN", gitLab.token(scope));
  }

  private void deployed(String environment, String sha, String job) {
    gitLab.deployments().record(environment, sha, job, "success");
  }

  private LocalCommit branched() {
    gitLab.repository().forcePush("feature", first);
    return gitLab.repository().on("feature");
  }

  private String edit(String sql, int day) {
    return gitLab.repository().on("main").put("sql/R__teas.sql", sql).at(day(day)).commit("Edit");
  }

  private static Instant day(int day) {
    return Instant.parse("2026-11-%02dT08:00:00Z".formatted(day));
  }
}
