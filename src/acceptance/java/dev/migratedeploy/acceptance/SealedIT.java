package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.acceptance.runner.Driver;
import dev.migratedeploy.acceptance.runner.StageOutcome;
import dev.migratedeploy.acceptance.runner.StageOutcome.Status;
import dev.migratedeploy.localcloud.aws.Fault;
import dev.migratedeploy.localcloud.gitlab.PickedJob;
import dev.migratedeploy.localcloud.http.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job on a sealed runner comes to, as the Runner and GitLab hear it. */
class SealedIT extends SealedMode {
  private static final Map<String, String> SCRIPTS =
      Map.of("V1__tea.sql", "CREATE TABLE tea (name text NOT NULL);");

  @AfterEach
  void noMoreFaults() {
    cloud.aws().faults().clear();
  }

  @Test
  void aJobThatIsEntitledDeploysAndItsReportsAreUploaded() {
    PickedJob job = pick(commit(SCRIPTS)).step("after_script");

    StageOutcome outcome = run(job);

    assertEnds(outcome, Status.SUCCESS, 0);
    assertThat(outcome.log())
        .contains("Using Custom executor with driver migrate-deploy")
        .contains("may deploy to " + environment)
        .contains("section_start:")
        .contains("added   V1__tea.sql")
        .contains("Migrating schema \"public\" to version \"1 - tea\"")
        .contains("APPLIED")
        .contains("sealed: after_script: is not run")
        .doesNotContain("Warning")
        .doesNotContain(job.token());
    assertThat(applied()).containsExactly("V1__tea.sql");
    assertThat(cloud.gitlab().artifacts().of(job.id()))
        .containsOnlyKeys("junit", "dotenv", "annotations", "codequality", "archive");
    assertThat(cloud.gitlab().artifacts().text(job.id(), "dotenv"))
        .contains("MIGRATE_DEPLOY_VERDICT=APPLIED");
    assertNothingLeft();
  }

  /** A service's environment has no locale; the driver's job_env sets one for the later stages. */
  @Test
  void scriptsOfAnyNameAreAppliedThoughTheRunnersServiceHasNoLocale() {
    StageOutcome outcome =
        run(
            pick(commit(Map.of("V1__legg_til_vilkår.sql", "CREATE TABLE vilkar (id int);"))),
            Driver.processes());

    assertEnds(outcome, Status.SUCCESS, 0);
    assertThat(outcome.log()).contains("V1__legg_til_vilkår.sql");
    assertThat(applied()).containsExactly("V1__legg_til_vilkår.sql");
    assertNothingLeft();
  }

  @Test
  void aVariableThatRefersToAnotherIsReadAsTheRunnerReadsIt() {
    PickedJob job =
        pick(commit(SCRIPTS))
            .variable("TARGET", environment)
            .variable("MIGRATE_DEPLOY_ENV", "${TARGET}")
            .variable("MIGRATE_DEPLOY_CONFIG", "db-migrations/${KIND}migrate-deploy.yml");

    assertEnds(run(job), Status.SUCCESS, 0);
    assertThat(applied()).containsExactly("V1__tea.sql");
  }

  @Test
  void theStagesAreCalledInTheRunnersOrderAndOneOfThemWorks() {
    StageOutcome outcome = run(pick(commit(SCRIPTS)).step("after_script").cacheAndArtifacts());

    assertThat(outcome.calls())
        .containsExactly(
            "config",
            "prepare",
            "run prepare_script",
            "run get_sources",
            "run restore_cache",
            "run download_artifacts",
            "run build_script",
            "run after_script",
            "run archive_cache",
            "run upload_artifacts_on_success",
            "run cleanup_file_variables",
            "cleanup");
    assertThat(tasks()).hasSize(1);
  }

  @Test
  void aScriptThatFailsIsABuildFailureWithTheVerdictsCode() {
    PickedJob job = pick(commit(Map.of("V1__tea.sql", "CREATE TABLE tea (name no_such_type);")));

    StageOutcome outcome = run(job.cacheAndArtifacts());

    assertEnds(outcome, Status.BUILD_FAILURE, 1);
    assertThat(outcome.log()).contains("FAILED").contains("no_such_type");
    assertThat(outcome.calls()).contains("run upload_artifacts_on_failure");
    assertThat(cloud.gitlab().artifacts().text(job.id(), "junit")).contains("V1__tea.sql");
    assertNothingLeft();
  }

  @Test
  void aTaskThatWasNotStartedIsASystemFailureWhichAJobsRetryMends() {
    cloud.aws().faults().always("RunTask", Fault.refuseTask("RESOURCE:MEMORY"));

    StageOutcome outcome = run(pick(commit(SCRIPTS)));

    assertEnds(outcome, Status.SYSTEM_FAILURE, 0);
    assertThat(outcome.log()).contains("NOT STARTED").contains("RESOURCE:MEMORY");
    assertThat(outcome.calls()).containsOnlyOnce("run build_script");
    assertThat(tasks()).isEmpty();
    assertNothingLeft();
  }

  @Test
  void preparingIsTriedAgainWhereGitLabsKeysAreNotToBeHadForAMoment() {
    PickedJob job = pick(commit(SCRIPTS));
    cloud.gitlab().faults().answer(1, "/.well-known/", Response.empty(503));

    StageOutcome outcome = run(job);

    assertEnds(outcome, Status.SUCCESS, 0);
    assertThat(outcome.calls())
        .startsWith("config", "prepare", "cleanup", "config", "prepare", "run prepare_script");
    assertThat(tasks()).hasSize(1);
  }

  @Test
  void preparingThriceInVainIsASystemFailureAndStartsNothing() {
    PickedJob job = pick(commit(SCRIPTS));
    cloud.gitlab().faults().answer(3, "/.well-known/", Response.empty(503));

    StageOutcome outcome = run(job);

    assertEnds(outcome, Status.SYSTEM_FAILURE, 0);
    assertThat(outcome.calls())
        .containsExactly(
            "config", "prepare", "cleanup", "config", "prepare", "cleanup", "config", "prepare",
            "cleanup");
    assertNothingDone();
  }

  @Test
  void whatIsRefusedIsNotTriedAgain() {
    StageOutcome outcome =
        run(withToken(pickWithoutToken(commit(SCRIPTS)).ref("branch", "main", false)));

    assertRefused(outcome, "is not protected");
    assertThat(outcome.calls()).containsExactly("config", "prepare", "cleanup");
  }

  @Test
  void reportsThatGitLabDoesNotTakeAreSaidToBeLostAndChangeNoVerdict() {
    PickedJob job = pick(commit(SCRIPTS));
    cloud.gitlab().faults().answer(5, "/jobs/" + job.id() + "/artifacts", Response.empty(413));

    StageOutcome outcome = run(job);

    assertEnds(outcome, Status.SUCCESS, 0);
    assertThat(outcome.log().lines().filter(line -> line.contains("are lost")))
        .singleElement()
        .asString()
        .contains("junit, dotenv, annotations, codequality, archive", "413");
    assertThat(outcome.log().lines().filter(line -> !line.startsWith("sealed:")).toList())
        .last()
        .asString()
        .contains("Result", "APPLIED");
  }

  @Test
  void aJobMayAskForAnotherCommandThatThePolicyAllows() {
    StageOutcome outcome = run(verifying().variable("MIGRATE_DEPLOY_COMMAND", "info"));

    assertEnds(outcome, Status.SUCCESS, 0);
    assertThat(outcome.log()).contains("| Versioned | 1       | tea", "Pending");
    assertThat(applied()).isEmpty();
  }

  @Test
  void aJobMayAskForAPlan() {
    StageOutcome outcome = run(verifying().variable("MIGRATE_DEPLOY_COMMAND", "plan"));

    assertEnds(outcome, Status.SUCCESS, 0);
    assertThat(outcome.log()).contains("SAFE", "V1__tea.sql");
    assertThat(applied()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"info", "plan"})
  void aCommandThatChangesNothingIsRefusedInAJobThatGitLabRecordsAsADeployment(String command) {
    PickedJob job = pick(commit(SCRIPTS)).variable("MIGRATE_DEPLOY_COMMAND", command);
    // What a job says of itself does not count.
    job.variable("CI_ENVIRONMENT_ACTION", "verify");

    assertRefused(run(job), "environment: {action: verify}");
    assertThat(tasks()).isEmpty();
  }

  @Test
  void aSecondJobFindsNothingToDoUnlessItAsksToMigrate() {
    String sha = commit(SCRIPTS);
    assertEnds(run(pick(sha)), Status.SUCCESS, 0);
    cloud.gitlab().deployments().record(environment, sha, JOB, "success");

    StageOutcome second = run(pick(sha));

    assertEnds(second, Status.SUCCESS, 0);
    assertThat(second.log()).contains("NOTHING TO DO");
    assertThat(tasks()).hasSize(1);

    StageOutcome forced = run(pick(sha).variable("MIGRATE_DEPLOY_COMMAND", "migrate"));

    assertEnds(forced, Status.SUCCESS, 0);
    assertThat(forced.log()).contains("the database had every script already");
    assertThat(tasks()).hasSize(2);
  }

  private PickedJob verifying() {
    return withToken(pickWithoutToken(commit(SCRIPTS)).action("verify"));
  }

  private static void assertEnds(StageOutcome outcome, Status status, int exitCode) {
    assertThat(List.of(outcome.status(), outcome.exitCode()))
        .as(outcome.log())
        .isEqualTo(List.of(status, exitCode));
  }
}
