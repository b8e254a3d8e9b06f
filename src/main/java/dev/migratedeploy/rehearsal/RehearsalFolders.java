package dev.migratedeploy.rehearsal;

import dev.migratedeploy.changes.CommitPaths;
import dev.migratedeploy.changes.ComparisonBaseMessages;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.flyway.EnvironmentScripts;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.gitlab.CheckoutCommits;
import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes the scripts of the base state, and those of this commit, into folders of their own: only
 * those that belong to the environment, to the byte.
 */
final class RehearsalFolders {
  private final CheckoutCommits commits;
  private final String folder;
  private final EnvironmentScripts scripts;

  RehearsalFolders(CheckoutCommits commits, String folder, EnvironmentScripts scripts) {
    this.commits = commits;
    this.folder = folder;
    this.scripts = scripts;
  }

  /** Writes this commit's scripts. */
  Path current(Path target) throws IOException {
    Files.createDirectories(target);
    for (MigrationScript script : scripts.folder().scripts()) {
      write(target, script.path(), script.source().bytes());
    }
    return target;
  }

  /** Writes those of the base state; what is unchanged is taken from the checkout. */
  Path base(RehearsalBase base, Path target) throws IOException {
    Files.createDirectories(target);
    if (base.commit().isEmpty()) {
      return target;
    }
    String sha = base.commit().get();
    Map<String, MigrationScript> now = new HashMap<>();
    scripts.folder().everything().forEach(script -> now.put(script.path(), script));
    Set<String> changed = new HashSet<>();
    Map<String, String> renamed = new HashMap<>();
    for (ScriptChange change : base.changes().changes()) {
      changed.add(change.path());
      change.previousPath().ifPresent(before -> renamed.put(before, change.path()));
    }
    for (Map.Entry<String, String> file : filesOf(sha).entrySet()) {
      String path = file.getKey();
      MigrationScript same =
          now.get(renamed.getOrDefault(path, changed.contains(path) ? "" : path));
      write(
          target, path, same == null ? content(sha, path, file.getValue()) : same.source().bytes());
    }
    return target;
  }

  /**
   * Writes a file of the checkout as it was in the base state; empty if that has none.
   *
   * @param path relative to the repository's root
   */
  Optional<Path> asOf(RehearsalBase base, String path, Path target) throws IOException {
    Optional<String> sha = base.commit();
    Optional<String> blob =
        sha.flatMap(commit -> commits.blobsOf(commit, CommitPaths.of(Set.of(), Set.of(path))))
            .flatMap(files -> Optional.ofNullable(files.get(path)));
    Optional<byte[]> before = blob.flatMap(id -> commits.contentOf(sha.orElseThrow(), path, id));
    return before.isEmpty() ? Optional.empty() : Optional.of(Files.write(target, before.get()));
  }

  /** The blob ids of what belongs to the environment, by path below the scripts folder. */
  private Map<String, String> filesOf(String sha) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    Map<String, String> files = new TreeMap<>();
    commits
        .blobsOf(sha, CommitPaths.below(folder))
        .orElse(Map.of())
        .forEach(
            (path, id) -> {
              String below = path.startsWith(prefix) ? path.substring(prefix.length()) : ".";
              if (ScriptFolder.counts(below) && scripts.holds(below)) {
                files.put(below, id);
              }
            });
    return files;
  }

  private byte[] content(String sha, String path, String blob) {
    String whole = folder.isEmpty() ? path : folder + "/" + path;
    return commits
        .contentOf(sha, whole, blob)
        .orElseThrow(
            () ->
                new RefusedException(
                    Problem.of(
                        "could not read %s as it was in %s: this clone does not have it, and GitLab"
                                .formatted(whole, ComparisonBaseMessages.shortSha(sha))
                            + " does not give it, or it is not UTF-8",
                        "set GIT_DEPTH: 0 in the job's variables, so that the clone has every"
                            + " commit")));
  }

  private static void write(Path target, String path, byte[] bytes) throws IOException {
    Path file = FileNames.resolve(target, path).normalize();
    if (!file.startsWith(target.normalize())) {
      throw new IOException("a path that leads out of its folder: " + path);
    }
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
