package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.acceptance.runner.Driver;
import dev.migratedeploy.acceptance.runner.GitLabRunner;
import dev.migratedeploy.localcloud.LocalDatabase;
import dev.migratedeploy.localcloud.aws.Fault;
import dev.migratedeploy.localcloud.gitlab.FetchedJob;
import dev.migratedeploy.localcloud.gitlab.FetchedJob.State;
import dev.migratedeploy.localcloud.gitlab.PickedJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIf;

/** The real GitLab Runner fetches jobs from the local GitLab and runs them with this driver. */
@EnabledIf(
    value = "dev.migratedeploy.acceptance.runner.GitLabRunner#isInstalled",
    disabledReason = "gitlab-runner is not on the path")
class GitLabRunnerIT extends SealedMode {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Map<String, String> SCRIPTS =
      Map.of("V1__tea.sql", "CREATE TABLE tea (name text NOT NULL);");
  private static final Map<String, String> SLOW =
      Map.of("V1__slow.sql", LocalDatabase.SCRIPT_THAT_WAITS);
  private static final String RUNS = "Migrating schema \"public\" to version \"1 - slow\"";

  @BeforeAll
  static void sayWhichRunner(TestReporter reporter) {
    GitLabRunner.difference(GitLabRunner.version())
        .ifPresent(words -> reporter.publishEntry("gitlab-runner", words));
  }

  @AfterEach
  void noMoreFaults() {
    cloud.aws().faults().clear();
  }

  @Test
  void aJobThatIsEntitledDeploysAndItsReportsAreUploaded() {
    FetchedJob job = runs(pick(commit(SCRIPTS)));

    assertEnds(job, State.SUCCESS, "", 0);
    assertThat(job.log())
        .contains("Using Custom executor with driver migrate-deploy")
        .contains("may deploy to " + environment)
        .contains("APPLIED")
        .contains("Job succeeded")
        .doesNotContain(job.job().token());
    assertThat(applied()).containsExactly("V1__tea.sql");
    assertThat(cloud.gitlab().artifacts().of(job.job().id()))
        .containsOnlyKeys("junit", "dotenv", "annotations", "codequality", "archive");
    assertNothingLeft();
  }

  @Test
  void aScriptThatFailsIsAScriptFailureWithTheVerdictsCode() {
    FetchedJob job =
        runs(pick(commit(Map.of("V1__tea.sql", "CREATE TABLE tea (name no_such_type);"))));

    assertEnds(job, State.FAILED, "script_failure", 1);
    assertThat(job.log()).contains("FAILED").contains("no_such_type");
    assertThat(cloud.gitlab().artifacts().text(job.job().id(), "junit")).contains("V1__tea.sql");
    assertNothingLeft();
  }

  @Test
  void whatIsRefusedIsAScriptFailureThatIsNotTriedAgain() {
    FetchedJob job =
        runs(withToken(pickWithoutToken(commit(SCRIPTS)).ref("branch", "main", false)));

    assertEnds(job, State.FAILED, "script_failure", 2);
    assertThat(job.log().lines().filter(line -> line.contains("REFUSED"))).hasSize(1);
    assertThat(job.log()).contains("is not protected");
    assertNothingDone();
  }

  @Test
  void aTaskThatWasNotStartedIsASystemFailureAndARetriedJobSucceeds() {
    String sha = commit(SCRIPTS);
    cloud.aws().faults().always("RunTask", Fault.refuseTask("RESOURCE:MEMORY"));

    FetchedJob first = runs(pick(sha));

    assertEnds(first, State.FAILED, "runner_system_failure", 0);
    assertThat(first.log()).contains("NOT STARTED").contains("RESOURCE:MEMORY");
    assertThat(tasks()).isEmpty();

    cloud.aws().faults().clear();
    FetchedJob again = runs(pick(sha));

    assertEnds(again, State.SUCCESS, "", 0);
    assertThat(applied()).containsExactly("V1__tea.sql");
    assertNothingLeft();
  }

  @Test
  void aJobThatIsCancelledWhileItsScriptRunsSaysThatTheTaskGoesOn() {
    try (LocalDatabase.Held lock = cloud.database().hold(environment);
        GitLabRunner runner = runner()) {
      FetchedJob job = cloud.gitlab().runnerJobs().offer(pick(commit(SLOW)));
      job.awaitLog(RUNS, LONG);
      job.cancel();
      job.awaitEnd(LONG);

      assertThat(job.state()).as(job.log()).isEqualTo(State.CANCELED);
      assertThat(job.log()).contains("STILL RUNNING");
      assertThat(cloud.gitlab().artifacts().text(job.job().id(), "dotenv"))
          .contains("STILL_RUNNING");
    }
    assertNothingLeft();
  }

  @Test
  void aJobThatTakesLongerThanItsTimeoutSaysThatTheTaskGoesOn() {
    try (LocalDatabase.Held lock = cloud.database().hold(environment)) {
      FetchedJob job = runs(pick(commit(SLOW)).timeout(40));

      assertEnds(job, State.FAILED, "job_execution_timeout", 0);
      assertThat(job.log()).contains("STILL RUNNING").contains("execution took longer than 40s");
    }
    assertNothingLeft();
  }

  @Test
  void aVariableThatRefersToAnotherIsReadAsTheRunnerReadsIt() {
    FetchedJob job =
        runs(
            pick(commit(SCRIPTS))
                .variable("TARGET", environment)
                .variable("MIGRATE_DEPLOY_ENV", "${TARGET}")
                .variable("MIGRATE_DEPLOY_CONFIG", "db-migrations/${KIND}migrate-deploy.yml"));

    assertEnds(job, State.SUCCESS, "", 0);
    assertThat(applied()).containsExactly("V1__tea.sql");
  }

  @Test
  void aMaskedVariableIsNotInTheLogThoughTheDriverNamesIt() {
    FetchedJob job =
        runs(pick(commit(SCRIPTS)).masked("MIGRATE_DEPLOY_CONFIG", "db-migrations/hidden.yml"));

    assertEnds(job, State.FAILED, "script_failure", 2);
    assertThat(job.log()).contains("REFUSED").contains("[MASKED]").doesNotContain("hidden.yml");
    assertNothingDone();
  }

  /** The Runner puts the path of a file into the environment, and the text into its record. */
  @Test
  void aVariableOfTheTypeFileCountsByItsText() {
    FetchedJob job = runs(pick(commit(SCRIPTS)).file("MIGRATE_DEPLOY_ENV", environment));

    assertEnds(job, State.SUCCESS, "", 0);
    assertThat(applied()).containsExactly("V1__tea.sql");
    assertNothingLeft();
  }

  @Test
  void aJobOfGitLabStepsIsRefused() {
    FetchedJob job = runs(pick(commit(SCRIPTS)).gitLabSteps());

    assertEnds(job, State.FAILED, "script_failure", 2);
    assertThat(job.log()).contains("asks for run:");
    assertNothingDone();
  }

  @Test
  void theDoubleCallsTheDriverAsTheRealRunnerDoes() {
    String sha = commit(SCRIPTS);
    String failing = commit(Map.of("V1__tea.sql", "CREATE TABLE tea (name no_such_type);"));

    assertSameCalls(() -> pick(sha));
    assertSameCalls(() -> pick(sha).step("after_script").cacheAndArtifacts());
    assertSameCalls(() -> pick(failing).step("after_script").cacheAndArtifacts());
    assertSameCalls(() -> pick(sha).gitLabSteps());
  }

  private void assertSameCalls(Supplier<PickedJob> jobs) {
    FetchedJob job = cloud.gitlab().runnerJobs().offer(jobs.get());
    GitLabRunner runner = runner();
    try (runner) {
      job.awaitEnd(LONG);
    }
    assertThat(runner.calls())
        .as(job.log())
        .isEqualTo(runWithThatPolicy(jobs.get(), Driver.inProcess()).calls());
  }

  private FetchedJob runs(PickedJob picked) {
    FetchedJob job = cloud.gitlab().runnerJobs().offer(picked);
    try (GitLabRunner runner = runner()) {
      job.awaitEnd(LONG);
    }
    return job;
  }

  private GitLabRunner runner() {
    writePolicy(policy());
    Map<String, String> variables = new TreeMap<>(hostVariables());
    variables.put("TMPDIR", temporary().toString());
    try {
      Path home = Files.createTempDirectory(host, "runner");
      return GitLabRunner.start(home, cloud.gitlab(), variables, options());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertEnds(FetchedJob job, State state, String reason, int exitCode) {
    assertThat(List.of(job.state(), job.failureReason(), job.exitCode()))
        .as(job.log())
        .isEqualTo(List.of(state, reason, exitCode));
  }
}
