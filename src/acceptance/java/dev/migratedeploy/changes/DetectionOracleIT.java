package dev.migratedeploy.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migratedeploy.changes.ScriptChange.Kind;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.gitlab.GitLabDeployments;
import dev.migratedeploy.localcloud.gitlab.LocalGitLab;
import dev.migratedeploy.support.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Detection against git itself, over random histories and with either token. {@code
 * -Dhistories.seed=N} repeats a run, {@code -Dhistories.count=N} makes it longer or shorter.
 */
class DetectionOracleIT {
  private static final int COUNT = Integer.getInteger("histories.count", 500);
  private static final long SEED = Long.getLong("histories.seed", System.nanoTime());

  @Test
  void everyHistoryIsSeenAsGitSeesIt(@TempDir Path contents) throws IOException {
    assumeTrue(GitDiff.isThere(), "git is not on the path");
    System.out.println("random histories: -Dhistories.seed=" + SEED);
    Map<Kind, Integer> seen = new TreeMap<>();
    try (LocalGitLab gitLab = LocalGitLab.start()) {
      String begin = gitLab.repository().on("main").put("README.md", "").commit("Begin");
      Map<String, String> variables =
          new HashMap<>(gitLab.jobEnvironment(begin, "staging", RandomHistory.JOB));
      ScriptDetection withJobToken = detection(variables);
      variables.put("GITLAB_TOKEN", gitLab.token("read_api"));
      ScriptDetection withToken = detection(variables);
      for (long seed = SEED; seed < SEED + COUNT; seed++) {
        RandomHistory history = new RandomHistory(gitLab.repository(), gitLab.deployments(), seed);
        String head = history.next();
        Map<String, SourceFile> scripts = scripts(gitLab, head, contents);
        List<ScriptChange> byJobToken = detect(withJobToken, history, scripts);
        List<ScriptChange> byToken = detect(withToken, history, scripts);

        GitDiff expected =
            GitDiff.between(
                gitLab.repository().folder(), history.deployed().orElse(GitDiff.EMPTY_TREE), head);
        String which = "-Dhistories.count=1 -Dhistories.seed=" + seed;
        GitDiff found = asGitSees(byToken, scripts);
        assertThat(found.files()).as(which).isEqualTo(expected.files());
        if (!expected.hasTypeChange()) {
          assertThat(found.renames()).as(which).isEqualTo(expected.renames());
        }
        assertThat(byJobToken).as(which).isEqualTo(byToken);
        byToken.forEach(change -> seen.merge(change.kind(), 1, Integer::sum));
      }
    }
    assertThat(COUNT < 500 || seen.size() == Kind.values().length).as("%s", seen).isTrue();
  }

  private static ScriptDetection detection(Map<String, String> variables) {
    return new ScriptDetection(
        new GitLabDeployments(CiContext.of(variables), DetectionOracleIT::noPause),
        "db",
        ScriptFolder::counts);
  }

  private static List<ScriptChange> detect(
      ScriptDetection detection, RandomHistory history, Map<String, SourceFile> scripts) {
    return detection
        .sinceLastDeployment(history.environment(), Optional.of(RandomHistory.JOB), scripts)
        .changes();
  }

  private static void noPause(Duration pause) {
    throw new AssertionError("GitLab had to be asked again after " + pause);
  }

  /** What a checkout holds, each content in one file for all checkouts. */
  private static Map<String, SourceFile> scripts(LocalGitLab gitLab, String sha, Path contents)
      throws IOException {
    Map<String, SourceFile> scripts = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : gitLab.repository().files(sha).entrySet()) {
      Path content = contents.resolve(Integer.toHexString(Arrays.hashCode(file.getValue())));
      if (!Files.exists(content)) {
        Files.write(content, file.getValue());
      }
      if (file.getKey().startsWith("db/")) {
        scripts.put(file.getKey().substring("db/".length()), SourceFile.of(content));
      }
    }
    return scripts;
  }

  private static GitDiff asGitSees(List<ScriptChange> changes, Map<String, SourceFile> scripts) {
    Map<String, String> ids = GitBlobIds.idsOf(scripts, ObjectHash.SHA1);
    GitDiff diff = GitDiff.empty();
    for (ScriptChange change : changes) {
      String path = "db/" + change.path();
      switch (change.kind()) {
        case ADDED -> diff.files().add("A " + path);
        case EDITED -> diff.files().add("M " + path);
        case REMOVED -> diff.files().add("D " + path);
        case RENAMED -> {
          diff.files().add("D db/" + change.previousPath().orElseThrow());
          diff.files().add("A " + path);
          diff.renames().merge(ids.getOrDefault(change.path(), ""), 1, Integer::sum);
        }
      }
    }
    return diff;
  }
}
