package dev.migratedeploy.runner.checkout;

import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.gitlab.git.CommitTrees;
import dev.migratedeploy.gitlab.git.TreeEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds files in a commit, and refuses what is more than a plain file with a harmless name. */
record CommitFolder(CommitTrees trees) {
  /** Nobody keeps scripts so deep, and the walk is a recursion. */
  private static final int DEEPEST = 32;

  /** Linux opens paths of 4096, the runner's own folders included. */
  private static final int MOST_BYTES = 1_000;

  /**
   * What stands at a path; empty if there is nothing. A link on the way is not followed but
   * refused.
   */
  Optional<TreeEntry> find(String path) throws IOException {
    TreeEntry at = trees.root();
    StringBuilder walked = new StringBuilder();
    for (String name : path.split("/", -1)) {
      SafeName.objectionTo(name)
          .ifPresent(
              what -> {
                throw CheckoutProblems.refused(path, what);
              });
      if (at.kind() != TreeEntry.Kind.FOLDER) {
        throw CheckoutProblems.refused(walked.toString(), words(at.kind()) + ", not a folder");
      }
      Optional<TreeEntry> next =
          trees.entriesOf(at).stream().filter(entry -> entry.name().equals(name)).findFirst();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
      walked.append(walked.isEmpty() ? "" : "/").append(name);
    }
    return Optional.of(at);
  }

  /** The id of a plain file; empty if there is nothing. */
  Optional<String> file(String path) throws IOException {
    Optional<TreeEntry> found = find(path);
    if (found.isPresent() && found.get().kind() != TreeEntry.Kind.FILE) {
      throw CheckoutProblems.refused(path, words(found.get().kind()) + ", not a file");
    }
    return found.map(TreeEntry::id);
  }

  /** All scripts below a folder, by their path in the commit, with the ids of their contents. */
  Map<String, String> scriptsBelow(String folder, CheckoutLimits bounds) throws IOException {
    TreeEntry root =
        find(folder)
            .orElseThrow(() -> CheckoutProblems.refused(folder, "the commit has no such folder"));
    if (root.kind() != TreeEntry.Kind.FOLDER) {
      throw CheckoutProblems.refused(folder, words(root.kind()) + ", not a folder");
    }
    Walk walk = new Walk(folder, bounds);
    walk.enter(root, "");
    return walk.files;
  }

  private static String words(TreeEntry.Kind kind) {
    return "it is a " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Ends at the bound, however often a folder holds itself: a few objects can make billions. */
  private final class Walk {
    private final String folder;
    private final CheckoutLimits bounds;
    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, String> byFoldedPath = new HashMap<>();
    private int seen;

    Walk(String folder, CheckoutLimits bounds) {
      this.folder = folder;
      this.bounds = bounds;
    }

    void enter(TreeEntry tree, String prefix) throws IOException {
      if (prefix.chars().filter(character -> character == '/').count() > DEEPEST) {
        throw CheckoutProblems.tooMuch(
            folder, "it holds folders in folders, more than %d deep".formatted(DEEPEST));
      }
      for (TreeEntry entry : trees.entriesOf(tree)) {
        String path = prefix + entry.name();
        if (++seen > bounds.files()) {
          throw CheckoutProblems.tooMuch(
              folder, "it holds more than %d files and folders".formatted(bounds.files()));
        }
        checkName(entry.name(), path);
        boolean isFolder = entry.kind() == TreeEntry.Kind.FOLDER;
        if (!ScriptFolder.counts(isFolder ? path + "/anything" : path)) {
          continue;
        }
        if (isFolder) {
          enter(entry, path + "/");
        } else {
          add(entry, path);
        }
      }
    }

    private void checkName(String name, String path) {
      SafeName.objectionTo(name)
          .ifPresent(
              what -> {
                throw CheckoutProblems.refused(full(path), what);
              });
      if (full(path).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
        throw CheckoutProblems.refused(
            full(path), "a path of more than %d bytes".formatted(MOST_BYTES));
      }
      String other = byFoldedPath.put(SafeName.folded(path), path);
      if (other != null) {
        throw CheckoutProblems.refused(
            full(path), "some file systems take it for \"%s\"".formatted(other));
      }
    }

    private void add(TreeEntry entry, String path) {
      if (entry.kind() != TreeEntry.Kind.FILE) {
        throw CheckoutProblems.refused(full(path), words(entry.kind()) + ", not a file");
      }
      if (bounds.suffixes().stream().noneMatch(path::endsWith)) {
        throw CheckoutProblems.refused(
            full(path),
            "the policy lets scripts end only in %s"
                .formatted(bounds.suffixes().stream().sorted().toList()));
      }
      files.put(full(path), entry.id());
    }

    private String full(String path) {
      return folder + "/" + path;
    }
  }
}
