package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.demo.ToolRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.Test;

/** What a person runs in a checkout on a machine of their own, without any variable of GitLab's. */
class LaptopIT extends EndToEnd {
  private static final Map<String, String> SCRIPTS =
      Map.of("V1__tea.sql", "CREATE TABLE tea (name text);");

  LaptopIT() {
    super(ToolRun.processes());
  }

  @Test
  void logsFindsTheTaskOfTheJob() throws Exception {
    String sha = commit(SCRIPTS);
    assertExit(deploy(sha), 0);

    assertExit(
        onLaptop(sha, "git@gitlab.example.com:shop/orders.git", "logs"),
        0,
        "Migrating schema \"public\" to version \"1 - tea\"",
        "Result   APPLIED  1 script applied");
    assertExit(
        onLaptop(sha, "git@gitlab.example.com:me/orders.git", "logs"),
        2,
        "ECS knows no task of project me/orders in environment " + environment);
    assertExit(
        onLaptop(sha, "/srv/git/orders.git", "logs"), 2, "Result   REFUSED", "CI_PROJECT_PATH");
  }

  @Test
  void infoPlanAndRepairNeedNoGitLab() throws Exception {
    String sha = commit(SCRIPTS);
    String origin = "https://gitlab.example.com/shop/orders.git";

    assertExit(
        onLaptop(sha, origin, "info"),
        0,
        "shop/orders   " + environment,
        "Result   SHOWN  no version yet, 0 applied, 1 pending: V1__tea.sql");
    assertThat(
            assertPassed(
                onLaptop(sha, origin, "plan"),
                "the scripts were not compared with the last deployment: GITLAB_TOKEN is not set",
                "Result   SAFE  a deploy would apply 1 script: V1__tea.sql"))
        .doesNotContain("ERROR");
    assertExit(onLaptop(sha, origin, "repair"), 0, "Result   REPAIRED  nothing needed repair");
  }

  private static String assertPassed(ToolProcess.Result result, String... said) {
    assertExit(result, 0, said);
    return result.output();
  }

  private ToolProcess.Result onLaptop(String sha, String origin, String command) throws Exception {
    Project.Job job = project.prepare(sha, environment);
    checkout(job.directory(), origin);
    Map<String, String> variables = new LinkedHashMap<>(job.variables());
    variables.keySet().removeIf(name -> name.startsWith("CI_") || name.startsWith("GITLAB_"));
    return tool.run(job.directory(), variables, List.of(command, "--env", environment));
  }

  private static void checkout(Path directory, String origin) throws Exception {
    try (Git git = Git.init().setDirectory(directory.toFile()).call()) {
      StoredConfig config = git.getRepository().getConfig();
      config.setString("remote", "origin", "url", origin);
      config.save();
    }
  }
}
