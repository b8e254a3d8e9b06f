package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands in no commit and still decides what Flyway does: arguments, values of variables. */
class ArgumentsIT extends EndToEnd {
  private static final Map<String, String> SCRIPTS =
      Map.of("V1__tea.sql", "CREATE TABLE tea (name text);");

  private final String sha = commit(SCRIPTS);

  @Test
  void otherArgumentsAreAChangeAndTheSameOnesAreNone() {
    assertExit(deploy(sha), 0, "APPLIED");
    assertExit(dryRun(), 0, "NOTHING TO DO");
    assertExit(dryRun("--", "-group=true"), 0, "changed arguments", "DRY RUN");

    assertExit(deploy(sha, "--", "-group=true"), 0, "changed arguments", "Result   APPLIED");
    assertExit(dryRun("--", "-group=true"), 0, "NOTHING TO DO");
    assertExit(dryRun(), 0, "changed arguments", "DRY RUN");
    assertThat(labels()).isNotEmpty().allMatch(label -> !label.contains("group"));

    // It fails, and must not make the next one believe that it has succeeded.
    assertExit(deploy(sha, "--", "-ignoreMigrationPatterns=nonsense"), 1);
    assertExit(
        dryRun("--", "-ignoreMigrationPatterns=nonsense"), 0, "changed arguments", "DRY RUN");
    assertExit(dryRun("--", "-group=true"), 0, "NOTHING TO DO");

    // A job that had nothing to do is GitLab's last deployment then.
    assertExit(deploy(sha, "--", "-group=true"), 0, "NOTHING TO DO");
    assertExit(dryRun("--", "-ignoreMigrationPatterns=nonsense"), 0, "changed", "DRY RUN");
  }

  @Test
  void aLookAtTheDatabaseInBetweenChangesNothing() {
    assertExit(deploy(sha), 0, "APPLIED");
    int revision =
        cloud.aws().ecs().newestRevision("flyway-" + environment).at("/revision").asInt();
    Map<String, String> more = new HashMap<>(SCRIPTS);
    more.put("V2__milk.sql", "CREATE TABLE milk (name text);");
    assertExit(project.run(commit(more), environment, "info"), 0);
    assertThat(cloud.aws().ecs().newestRevision("flyway-" + environment).at("/revision").asInt())
        .isGreaterThan(revision);

    assertExit(dryRun(), 0, "NOTHING TO DO");
  }

  @Test
  void anotherValueOfAVariableIsAChange() {
    assertExit(deploy(sha), 0, "APPLIED");
    Project.Job job = project.prepare(sha, environment);
    job.variables()
        .merge("FLYWAY_BASE_IMAGE", "", (base, unused) -> base.replaceFirst(":[^:]*$", ":13"));

    assertExit(dryRun(job, List.of()), 2, "changed base, which is ", "there is no base image");
  }

  @Test
  void withoutARecordArgumentsAreDeployedOnceMore() {
    cloud.gitlab().deployments().record(environment, sha, "migrate-deploy", "success");

    assertExit(dryRun(), 0, "NOTHING TO DO");
    assertExit(
        dryRun("--", "-group=true"),
        0,
        "changed arguments, perhaps: those of the last deployment are not recorded",
        "DRY RUN");
  }

  private List<String> labels() {
    List<String> labels = new ArrayList<>();
    cloud
        .aws()
        .ecs()
        .newestRevision("flyway-" + environment)
        .at("/containerDefinitions/0/dockerLabels")
        .forEach(label -> labels.add(label.asText()));
    return labels;
  }

  private ToolProcess.Result dryRun(String... more) {
    return dryRun(project.prepare(sha, environment), List.of(more));
  }

  private ToolProcess.Result dryRun(Project.Job job, List<String> more) {
    List<String> arguments = new ArrayList<>(List.of("--env", environment, "--dry-run"));
    arguments.addAll(more);
    return tool.run(job.directory(), job.verifying(), arguments);
  }
}
