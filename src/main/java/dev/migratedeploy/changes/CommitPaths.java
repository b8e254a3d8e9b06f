package dev.migratedeploy.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is of interest in a commit: folders with everything below them, and single files.
 *
 * @param folders from the repository's root, with slashes; the empty one is the root itself
 * @param files from the repository's root, with slashes
 */
public record CommitPaths(NavigableSet<String> folders, NavigableSet<String> files) {
  /** One folder as it is listed, by itself or with everything below it. */
  public record Listing(String folder, boolean recursive) {}

  public CommitPaths {
    folders = new TreeSet<>(folders);
    files = new TreeSet<>(files);
  }

  public static CommitPaths below(String folder) {
    return of(Set.of(folder), Set.of());
  }

  public static CommitPaths of(Set<String> folders, Set<String> files) {
    return new CommitPaths(new TreeSet<>(folders), new TreeSet<>(files));
  }

  public boolean include(String path) {
    return files.contains(path) || folders.stream().anyMatch(folder -> isBelow(path, folder));
  }

  /**
   * The few listings that hold all of it, for a server that lists one folder a request. A file
   * beside a listed folder is listed with it, from their common folder on: normally that is one
   * request. The repository's root is never listed with everything below it for a file's sake: it
   * may be huge.
   */
  public List<Listing> listings() {
    NavigableSet<String> deep = new TreeSet<>(folders);
    NavigableSet<String> flat = new TreeSet<>();
    files.stream().map(CommitPaths::parent).forEach(flat::add);
    flat.stream()
        .filter(folder -> !folder.isEmpty())
        .filter(folder -> folders.stream().anyMatch(it -> parent(it).equals(folder)))
        .forEach(deep::add);
    List<Listing> listings = new ArrayList<>();
    deep.stream()
        .filter(folder -> isListedAlone(folder, deep))
        .forEach(folder -> listings.add(new Listing(folder, true)));
    flat.stream()
        .filter(folder -> !deep.contains(folder) && isListedAlone(folder, deep))
        .forEach(folder -> listings.add(new Listing(folder, false)));
    return listings;
  }

  private static boolean isListedAlone(String folder, Set<String> deep) {
    return deep.stream().noneMatch(other -> !other.equals(folder) && isBelow(folder, other));
  }

  private static boolean isBelow(String path, String folder) {
    return folder.isEmpty() || path.startsWith(folder + "/");
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  @Override
  public String toString() {
    return String.join(", ", Stream.concat(folders.stream(), files.stream()).toList());
  }
}
