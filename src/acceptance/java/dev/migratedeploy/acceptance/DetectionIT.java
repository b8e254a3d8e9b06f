package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import dev.migratedeploy.localcloud.http.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a dry run says that changed, whatever pipeline and history it runs in. */
class DetectionIT extends EndToEnd {
  private static final String JOB = "migrate-deploy";
  private static final String NO_COMMIT = "0".repeat(40);
  private static final String TEA = "CREATE TABLE tea (name text);";

  private static final Map<String, String> ONE = Map.of("V1__tea.sql", TEA);

  private static final Map<String, String> TWO =
      Map.of("V1__tea.sql", TEA, "V2__assam.sql", "INSERT INTO tea VALUES ('Assam');");

  private static final String DEPLOYMENTS = "/projects/42/deployments";

  enum Pipeline {
    MERGE_REQUEST,
    TAG,
    SCHEDULED,
    MANUAL;

    Map<String, String> variables() {
      return switch (this) {
        case MERGE_REQUEST ->
            Map.of("CI_PIPELINE_SOURCE", "merge_request_event", "CI_MERGE_REQUEST_IID", "7");
        case TAG -> Map.of("CI_COMMIT_TAG", "v2", "CI_COMMIT_REF_NAME", "v2");
        case SCHEDULED -> Map.of("CI_PIPELINE_SOURCE", "schedule");
        case MANUAL -> Map.of("CI_PIPELINE_SOURCE", "web", "CI_JOB_MANUAL", "true");
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfPipelineSeesTheSame(Pipeline pipeline) {
    deployed(commit(ONE));
    Project.Job job = job(commit(TWO));
    job.variables().remove("CI_COMMIT_BRANCH");
    job.variables().put("CI_COMMIT_BEFORE_SHA", NO_COMMIT);
    job.variables().putAll(pipeline.variables());

    assertExit(dryRun(job), 0, "1 of 2 scripts changed since", "added   V2__assam.sql");
  }

  @Test
  void aRollbackIsComparedWithWhatIsThere() {
    String old = commit(ONE);
    deployed(commit(TWO));

    assertExit(dryRun(withJobTokenOnly(old)), 0, "removed V2__assam.sql");
  }

  @Test
  void whatAForcePushLeftBehindIsStillComparedWith() {
    String old = commit(ONE);
    deployed(commit(TWO));
    cloud.gitlab().repository().forcePush(LocalRepository.DEFAULT_BRANCH, old);
    Map<String, String> instead = Map.of("V1__tea.sql", TEA, "V2__earl_grey.sql", "SELECT 2;");
    String sha = commit(instead);

    for (Project.Job job : List.of(job(sha), withJobTokenOnly(sha))) {
      assertExit(
          dryRun(job),
          2,
          "removed V2__assam.sql",
          "added   V2__earl_grey.sql",
          "the environment has run it as V2__assam.sql");
    }
  }

  @Test
  void aDeployedCommitThatIsGoneMakesEveryScriptNew() {
    deployed("9be01d4c0e1d2c3b4a5968778695a4b3c2d1e0f0");

    assertExit(
        dryRun(withJobTokenOnly(commit(TWO))),
        0,
        "9be01d4c",
        "added   V1__tea.sql",
        "V2__assam.sql");
  }

  @Test
  void theCheckoutNeedsNoHistoryNotEvenGit() {
    deployed(commit(ONE));
    Project.Job job = withJobTokenOnly(commit(TWO));
    assertThat(
            job.directory()
                .resolve(".git")
                .toFile()
                .renameTo(
                    job.directory()
                        .resolveSibling(job.directory().getFileName() + ".git")
                        .toFile()))
        .isTrue();

    assertExit(dryRun(job), 0, "1 of 2 scripts changed since");
  }

  @Test
  void afterTheFolderHasAnotherNameEveryScriptIsNew() {
    deployed(commit(ONE));
    String sha = commit("scripts: db-migrations/scripts/sql\n" + settings(), renamed());

    assertExit(dryRun(job(sha)), 0, "added   V1__tea.sql");
  }

  @Test
  void aProjectThatWasMovedIsFoundByItsNumber() {
    deployed(commit(ONE));
    Project.Job job = job(commit(TWO));
    job.variables().put("CI_PROJECT_PATH", "shop/before-it-moved");

    assertExit(dryRun(job), 0, "1 of 2 scripts changed since");
  }

  @Test
  void aTokenWithoutTheScopeIsRefusedByTheScopesName() {
    Project.Job job = job(commit(ONE));
    job.variables().put("GITLAB_TOKEN", cloud.gitlab().token("read_repository"));

    assertExit(dryRun(job), 2, "Result   REFUSED", "GITLAB_TOKEN does not have the scope read_api");
  }

  @Test
  void aProjectThatIsHiddenIsRefusedAndNotAFirstDeployment() {
    Project.Job job = withJobTokenOnly(commit(ONE));
    cloud
        .gitlab()
        .faults()
        .answer(1, DEPLOYMENTS, Response.json(404, "{\"message\":\"404 Project Not Found\"}"));

    assertExit(dryRun(job), 2, "Result   REFUSED", "CI_JOB_TOKEN", "scope read_api");
  }

  @Test
  void aJobTokenThatMayNotFetchIsRefusedByTheScopeThatWould() {
    deployed(commit(ONE));
    Project.Job job = withJobTokenOnly(commit(TWO));
    cloud.gitlab().faults().answer(1, "/shop/orders.git/", Response.text(403, "text/plain", "no"));

    assertExit(dryRun(job), 2, "Result   REFUSED", "could not fetch", "scope read_api");
  }

  @Test
  void whatPassesIsWaitedOut() {
    deployed(commit(ONE));
    Project.Job job = withJobTokenOnly(commit(TWO));
    Response later = Response.json(429, "{}").with("Retry-After", "0");
    cloud.gitlab().faults().answer(2, DEPLOYMENTS, later);
    cloud.gitlab().faults().closeConnection(1, "/shop/orders.git/git-upload-pack");
    cloud.gitlab().faults().answer(2, "/shop/orders.git/info/refs", later);

    assertExit(dryRun(job), 0, "1 of 2 scripts changed since");
  }

  @Test
  void whatDoesNotPassStartsNothing() {
    Project.Job job = job(commit(ONE));
    cloud
        .gitlab()
        .faults()
        .answer(5, DEPLOYMENTS, Response.json(503, "{}").with("Retry-After", "0"));

    assertExit(dryRun(job), 3, "Result   NOT STARTED", "status 503, 5 times in a row");
  }

  private static Map<String, String> renamed() {
    return Map.of("sql/V1__tea.sql", TEA);
  }

  private void deployed(String sha) {
    cloud.gitlab().deployments().record(environment, sha, JOB, "success");
    cloud.gitlab().deployments().record(environment, NO_COMMIT, "deploy app", "success");
  }

  private Project.Job job(String sha) {
    return project.prepare(sha, environment);
  }

  private Project.Job withJobTokenOnly(String sha) {
    Project.Job job = job(sha);
    job.variables().remove("GITLAB_TOKEN");
    return job;
  }

  private ToolProcess.Result dryRun(Project.Job job) {
    job.variables().put("CI_ENVIRONMENT_ACTION", "verify");
    return tool.run(job.directory(), job.variables(), List.of("--env", environment, "--dry-run"));
  }
}
