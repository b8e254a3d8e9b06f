package dev.migratedeploy.changes;

import dev.migratedeploy.changes.Baseline.GivenCommit;
import dev.migratedeploy.changes.Baseline.LastDeployment;
import dev.migratedeploy.changes.Baseline.LostCommit;
import dev.migratedeploy.changes.Baseline.NoDeploymentYet;
import dev.migratedeploy.changes.git.ObjectHash;
import dev.migratedeploy.files.FileNames;
import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.problem.RefusedException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds what changed in the scripts folder between a commit and this job's checkout.
 *
 * @param folder of the scripts, relative to the repository's root; empty for the root itself
 * @param isScript tells by its path below the folder whether a file counts; asked on both sides
 */
public record ScriptDetection(Deployments deployments, String folder, Predicate<String> isScript) {
  public ScriptDetection {
    folder = FileNames.text(FileNames.path(folder).normalize());
  }

  /**
   * Compares with the environment's last successful deployment by this job.
   *
   * @param files the scripts of the checkout: path relative to the folder, with slashes, to file
   */
  public ScriptChanges sinceLastDeployment(
      String environment, Optional<String> jobName, Map<String, Path> files) {
    Optional<LastDeployment> last = deployments.lastSuccessful(environment, jobName);
    if (last.isEmpty()) {
      return everyScript(new NoDeploymentYet(), files);
    }
    String sha = last.get().sha();
    return deployments
        .blobsOf(sha, folder)
        .map(before -> compare(last.get(), before, files))
        .orElseGet(() -> everyScript(new LostCommit(sha), files));
  }

  /** Compares with a commit that the user names; refuses one that does not exist. */
  public ScriptChanges since(String sha, Map<String, Path> files) {
    Map<String, String> before =
        deployments.blobsOf(sha, folder).orElseThrow(() -> noSuchCommit(sha));
    return compare(new GivenCommit(sha), before, files);
  }

  /**
   * The paths of the scripts in another commit, below the folder.
   *
   * @param commit its id, or the name of a branch
   * @return empty where there is no such commit
   */
  public Optional<Set<String>> scriptsAt(String commit) {
    return deployments.blobsOf(commit, folder).map(files -> scriptsIn(files).keySet());
  }

  /**
   * Those of some scripts that hold the same lines in another commit, though perhaps other line
   * ends: an edit that means nothing to Flyway, and what a checkout makes that converts files.
   *
   * @param paths below the folder
   */
  public Set<String> withSameLines(String sha, Set<String> paths, Map<String, Path> files) {
    Map<String, String> before = deployments.blobsOf(sha, folder).orElse(Map.of());
    return paths.stream()
        .filter(
            path -> {
              String id = before.get(path);
              Path file = files.get(path);
              return id != null && file != null && StoredForms.include(id, file);
            })
        .collect(Collectors.toSet());
  }

  private ScriptChanges everyScript(Baseline baseline, Map<String, Path> files) {
    return compare(baseline, Map.of(), files);
  }

  private ScriptChanges compare(
      Baseline baseline, Map<String, String> before, Map<String, Path> files) {
    ObjectHash hash =
        before.values().stream().findAny().map(ObjectHash::of).orElse(ObjectHash.SHA1);
    return ScriptChanges.between(
        baseline, scriptsIn(before), scriptsIn(GitBlobs.idsOf(files, hash)));
  }

  private Map<String, String> scriptsIn(Map<String, String> files) {
    Map<String, String> scripts = new TreeMap<>(files);
    scripts.keySet().removeIf(isScript.negate());
    return scripts;
  }

  private static RefusedException noSuchCommit(String sha) {
    return new RefusedException(
        Problem.of(
            "could not compare with the commit " + sha + " of --since: GitLab does not know it",
            "name a commit that exists in this project, by its full id, "
                + "or leave --since out to compare with the last deployment"));
  }
}
