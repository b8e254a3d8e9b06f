package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.gitlab.LocalMergeRequests.Note;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the reviewers of a merge request read. */
class PlanCommentIT extends EndToEnd {
  private static final Map<String, String> SCRIPTS =
      Map.of("V1__tea.sql", "CREATE TABLE tea (name text);", "V2__@all_|_x.sql", "SELECT 2;");

  private final String other = environment + "b";
  private final long mergeRequest = cloud.gitlab().mergeRequests().open("main", "main").iid();
  private final String writer = cloud.gitlab().token("api");

  PlanCommentIT() {
    cloud.addEnvironment(other);
  }

  @Test
  void allEnvironmentsShareOneCommentThatTheNextPipelineUpdates() {
    assertExit(deploy(commit(both(), Map.of("V1__tea.sql", "CREATE TABLE tea (name text);"))), 0);
    String sha = commit(both(), SCRIPTS);

    assertExit(plan(sha, environment, writer), 0, "commented in merge request !" + mergeRequest);
    assertExit(plan(sha, other, writer), 0, "commented in merge request !" + mergeRequest);

    assertThat(notes()).hasSize(1);
    assertThat(notes().get(0).body())
        .contains(
            "### Migrations for " + environment + " and " + other,
            "| script | " + environment + " (at 1) | " + other + " |",
            "| V1\\_\\_tea.sql | applied ",
            " | **pending** |",
            "| **V2\\_\\_\\@\u2060all\\_\\|\\_x.sql** | **pending** | **pending** |",
            "- ✅ **" + other + "** SAFE: a deploy would apply 2 scripts");

    assertExit(deploy(sha), 0);
    assertExit(plan(sha, environment, writer), 0);
    assertThat(notes()).hasSize(1);
    assertThat(notes().get(0).body()).contains(environment + " (at 2)", "nothing is pending");
  }

  @Test
  void aPlanThatWouldFailSaysSoThereToo() {
    assertExit(deploy(commit(both(), SCRIPTS)), 0);
    String sha =
        commit(both(), Map.of("V1__tea.sql", "-- edited", "V2__@all_|_x.sql", "SELECT 2;"));

    assertExit(plan(sha, environment, writer), 1, "commented in merge request !" + mergeRequest);
    assertThat(notes().get(0).body())
        .contains("**edited**", "- ⚠️ **" + environment + "** WOULD FAIL");
  }

  @Test
  void aTokenThatMayNotCommentIsNamedAndChangesNoResult() {
    assertExit(
        plan(commit(both(), SCRIPTS), environment, cloud.gitlab().token("read_api")),
        0,
        "no comment in merge request !"
            + mergeRequest
            + ": GITLAB_TOKEN does not have the scope api (403)",
        "Result   SAFE");
    assertThat(notes()).isEmpty();
  }

  @Test
  void aJobTokenAloneIsEnoughForThePlan() {
    assertExit(
        plan(commit(both(), SCRIPTS), environment, ""),
        0,
        "CI_JOB_TOKEN may not write one; a GITLAB_TOKEN with the scope api may",
        "Result   SAFE");
    assertThat(notes()).isEmpty();
  }

  private ToolProcess.Result plan(String sha, String where, String token) {
    Project.Job job = project.prepare(sha, where);
    job.variables().put("CI_MERGE_REQUEST_IID", String.valueOf(mergeRequest));
    job.variables().put("GITLAB_TOKEN", token);
    return project.run(job, where, "plan");
  }

  private List<Note> notes() {
    return cloud.gitlab().mergeRequests().notes(mergeRequest);
  }

  /** Settings for two environments. */
  private String both() {
    String one = settings();
    return one + one.substring(one.indexOf("  " + environment + ":")).replace(environment, other);
  }
}
