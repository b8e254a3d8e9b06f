package dev.migratedeploy.bench;

import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.gitlab.GitLabDeployments;
import dev.migratedeploy.localcloud.gitlab.LocalGitLab;
import dev.migratedeploy.localcloud.http.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What it takes to find the one script that has changed among many: the folder is read, the last
 * deployment and its files are asked for over HTTP, in this process.
 */
final class DetectionBenchmark {
  private static final int WARM_UPS = 2;
  private static final int RUNS = 5;
  private static final String ENVIRONMENT = "bench";
  private static final String JOB = "migrate-deploy";
  private static final String FOLDER = "db-migrations/scripts";

  private DetectionBenchmark() {}

  static void run() throws IOException {
    Table table = new Table("detection", "one changed script among many, in milliseconds");
    for (int scripts : new int[] {10, 100, 1_000, 10_000}) {
      try (LocalGitLab gitlab = LocalGitLab.start()) {
        Traffic traffic = new Traffic();
        gitlab.tell(traffic);
        Path checkout = Files.createTempDirectory("detection-bench");
        Map<String, String> variables = project(gitlab, scripts, checkout);
        variables.put("GITLAB_TOKEN", gitlab.token("read_api"));
        row(table, traffic, "GITLAB_TOKEN", scripts, variables, checkout);
        variables.remove("GITLAB_TOKEN");
        row(table, traffic, "job token", scripts, variables, checkout);
      }
    }
    table.explain(
        "With GITLAB_TOKEN the tree comes in pages of 100 files, one after the other, so it is the"
            + " number of round trips that grows with the scripts; with the job's own token the"
            + " trees come by git in one pack, whose bytes grow.");
    table.write();
  }

  private static void row(
      Table table,
      Traffic traffic,
      String token,
      int scripts,
      Map<String, String> variables,
      Path checkout) {
    List<Number> milliseconds = new ArrayList<>();
    for (int run = 0; run < WARM_UPS + RUNS; run++) {
      traffic.forget();
      long start = System.nanoTime();
      detect(variables, checkout);
      if (run >= WARM_UPS) {
        milliseconds.add((System.nanoTime() - start) / 1e6);
      }
    }
    Hosts.Sum asked = Hosts.of(traffic.all()).sums().get("gitlab");
    table.row(
        token.replace(' ', '-') + "-" + scripts,
        "%,6d scripts, %s (%s)".formatted(scripts, token, asked == null ? "" : asked.words()),
        milliseconds);
  }

  private static void detect(Map<String, String> variables, Path checkout) {
    ScriptChanges changes =
        new ScriptDetection(
                new GitLabDeployments(CiContext.of(variables), pause -> sleepNot(pause)),
                FOLDER,
                ScriptFolder::counts)
            .sinceLastDeployment(
                ENVIRONMENT, Optional.of(JOB), ScriptFolder.read(checkout, FOLDER).files());
    if (changes.changes().size() != 1) {
      throw new IllegalStateException(changes.changes().size() + " scripts have changed");
    }
  }

  private static void sleepNot(Duration pause) {
    throw new IllegalStateException("GitLab was not there, wait " + pause);
  }

  /** Commits and deploys so many scripts, changes one, and checks that out. */
  private static Map<String, String> project(LocalGitLab gitlab, int scripts, Path checkout) {
    // Where the last page is full a missing link may be a proxy's doing, and the list is read
    // again.
    Map<String, byte[]> files = new HashMap<>(Map.of(FOLDER + "/README.md", bytes("Scripts\n")));
    for (int number = 1; number <= scripts; number++) {
      files.put(path(number), bytes("SELECT " + number + ";\n"));
    }
    String deployed = gitlab.repository().commit("main", files);
    gitlab.deployments().record(ENVIRONMENT, deployed, JOB, "success");
    files.put(path(scripts), bytes("SELECT 'another';\n"));
    String changed = gitlab.repository().commit("main", files);
    gitlab.repository().checkout(changed, checkout);
    return new HashMap<>(gitlab.jobEnvironment(changed, ENVIRONMENT, JOB));
  }

  private static String path(int number) {
    return FOLDER + "/V" + number + "__step.sql";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
