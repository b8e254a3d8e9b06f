package dev.migratedeploy.changes;

import dev.migratedeploy.changes.ComparisonBase.GivenCommit;
import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import dev.migratedeploy.changes.ComparisonBase.LostCommit;
import dev.migratedeploy.changes.ComparisonBase.NoDeploymentYet;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.support.SourceFile;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds what changed between a commit and this job's checkout: in the scripts folder, and in what
 * else decides what runs.
 *
 * @param folder of the scripts, relative to the repository's root; empty for the root itself
 * @param isScript tells by its path below the folder whether a file counts; asked on both sides
 */
public record ScriptDetection(
    Deployments deployments,
    String folder,
    Predicate<String> isScript,
    Configuration configuration) {
  public ScriptDetection {
    folder = FileNames.text(FileNames.path(folder).normalize());
  }

  /** One that compares scripts only. */
  public ScriptDetection(Deployments deployments, String folder, Predicate<String> isScript) {
    this(deployments, folder, isScript, Configuration.NONE);
  }

  /**
   * Compares with the environment's last successful deployment by this job.
   *
   * @param files the scripts of the checkout: path relative to the folder, with slashes, to file
   */
  public ScriptChanges sinceLastDeployment(
      String environment, Optional<String> jobName, Map<String, SourceFile> files) {
    return sinceLastDeployment(environment, jobName, files, Optional::of);
  }

  /**
   * The same.
   *
   * @param deploy tells the last one that was a deploy: GitLab records the success of any job with
   *     an environment
   */
  public ScriptChanges sinceLastDeployment(
      String environment,
      Optional<String> jobName,
      Map<String, SourceFile> files,
      Function<LastDeployment, Optional<LastDeployment>> deploy) {
    Optional<LastDeployment> last =
        deployments.lastSuccessful(environment, jobName).flatMap(deploy);
    if (last.isEmpty()) {
      Optional<String> other =
          deployments.jobsThatDeployed(environment).stream()
              .filter(job -> !jobName.equals(Optional.of(job)))
              .findFirst();
      return everyScript(new NoDeploymentYet(other), files);
    }
    String sha = last.get().sha();
    return filesOf(sha)
        .map(before -> compare(last.get(), sha, before, files))
        .orElseGet(() -> everyScript(new LostCommit(sha), files));
  }

  /** Compares with a commit that the user names; refuses one that does not exist. */
  public ScriptChanges since(String sha, Map<String, SourceFile> files) {
    Map<String, String> before = filesOf(sha).orElseThrow(() -> noSuchCommit(sha));
    return compare(new GivenCommit(sha), sha, before, files);
  }

  /**
   * The paths of the scripts in another commit, below the folder.
   *
   * @param commit its id, or the name of a branch
   * @return empty if there is no such commit
   */
  public Optional<Set<String>> scriptsAt(String commit) {
    return filesOf(commit).map(files -> scriptsIn(files).keySet());
  }

  /**
   * Those of some scripts that hold the same lines in another commit, though perhaps other line
   * ends: an edit that means nothing to Flyway, and what a checkout makes that converts files.
   *
   * @param paths below the folder
   */
  public Set<String> withSameLines(String sha, Set<String> paths, Map<String, SourceFile> files) {
    Map<String, String> before = filesOf(sha).map(this::scriptsIn).orElse(Map.of());
    return paths.stream()
        .filter(
            path -> {
              String id = before.get(path);
              SourceFile file = files.get(path);
              return id != null && file != null && BlobVariants.include(id, file);
            })
        .collect(Collectors.toSet());
  }

  /** Always the same paths, so that no commit is asked for twice. */
  private Optional<Map<String, String>> filesOf(String revision) {
    return deployments.blobsOf(revision, configuration.pathsWith(folder));
  }

  private ScriptChanges everyScript(ComparisonBase baseline, Map<String, SourceFile> files) {
    return ScriptChanges.between(
        baseline, Map.of(), counting(GitBlobIds.idsOf(files, ObjectHash.SHA1)));
  }

  private ScriptChanges compare(
      ComparisonBase baseline,
      String sha,
      Map<String, String> before,
      Map<String, SourceFile> files) {
    ObjectHash hash =
        before.values().stream().findAny().map(ObjectHash::of).orElse(ObjectHash.SHA1);
    return ScriptChanges.between(
            baseline, scriptsIn(before), counting(GitBlobIds.idsOf(files, hash)))
        .with(configuration.since(sha, before, hash, deployments));
  }

  /** The scripts of a commit, by their paths below the folder. */
  private Map<String, String> scriptsIn(Map<String, String> commit) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    Map<String, String> below = new TreeMap<>();
    commit.forEach(
        (path, id) -> {
          if (path.startsWith(prefix)) {
            below.put(path.substring(prefix.length()), id);
          }
        });
    return counting(below);
  }

  private Map<String, String> counting(Map<String, String> files) {
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
