package dev.migratedeploy.changes;

import dev.migratedeploy.changes.ConfigurationChange.Aspect;
import dev.migratedeploy.support.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files beside the scripts that decide what runs. All paths are from the repository's root.
 *
 * @param texts the settings file and the list of targets, if they lie in the repository
 * @param files of the image, by their paths
 * @param folders of the image; every file in them counts
 * @param absent files that would go into the image, and do not exist now
 */
public record Configuration(
    List<ComparedText> texts,
    Map<String, SourceFile> files,
    Set<String> folders,
    Set<String> absent) {

  /** For who compares scripts only. */
  public static final Configuration NONE =
      new Configuration(List.of(), Map.of(), Set.of(), Set.of());

  public Configuration {
    texts = List.copyOf(texts);
    files = Map.copyOf(files);
    folders = Set.copyOf(folders);
    absent = Set.copyOf(absent);
  }

  /** All of it, and a folder of scripts. */
  CommitPaths pathsWith(String scripts) {
    Set<String> allFolders = new TreeSet<>(folders);
    allFolders.add(scripts);
    Set<String> allFiles = new TreeSet<>(files.keySet());
    allFiles.addAll(absent);
    texts.forEach(text -> allFiles.add(text.path()));
    return CommitPaths.of(allFolders, allFiles);
  }

  /**
   * What changed since a commit.
   *
   * @param before the commit's files, by path to blob id
   */
  List<ConfigurationChange> since(
      String sha, Map<String, String> before, ObjectHash hash, Deployments deployments) {
    List<ConfigurationChange> changes = new ArrayList<>();
    Map<String, String> now = GitBlobIds.idsOf(files, hash);
    CommitPaths counting = CommitPaths.of(folders, absent);
    Set<String> paths = new TreeSet<>(now.keySet());
    before.keySet().stream().filter(counting::include).forEach(paths::add);
    for (String path : paths) {
      if (isChanged(before.get(path), now.get(path), path)) {
        changes.add(ConfigurationChange.of(Aspect.FILES, path));
      }
    }
    texts.forEach(text -> changes.addAll(text.since(sha, before, hash, deployments)));
    return changes;
  }

  /** A checkout that converts line ends, or takes files from Git LFS, changes nothing. */
  private boolean isChanged(
      @org.jspecify.annotations.Nullable String before,
      @org.jspecify.annotations.Nullable String now,
      String path) {
    SourceFile file = files.get(path);
    return before == null
        || now == null
        || file == null
        || (!now.equals(before) && !BlobVariants.include(before, file));
  }
}
