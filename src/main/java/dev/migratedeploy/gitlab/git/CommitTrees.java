package dev.migratedeploy.gitlab.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A commit and all its trees; the contents of its files need not be there. */
public final class CommitTrees implements AutoCloseable {
  private final Repository repository;
  private final String commit;

  /**
   * A commit of a repository, which is closed with it.
   *
   * @param commit a full id
   */
  CommitTrees(Repository repository, String commit) {
    this.repository = repository;
    this.commit = commit;
  }

  /**
   * The regular files below a folder, as path relative to it to blob id; none if the commit has no
   * such folder.
   *
   * @param folder with slashes; empty for the root
   * @throws IOException if an object is missing or damaged
   */
  public Map<String, String> filesBelow(String folder) throws IOException {
    try (ObjectReader objects = repository.newObjectReader();
        RevWalk commits = new RevWalk(objects)) {
      RevTree root = commits.parseCommit(ObjectId.fromString(commit)).getTree();
      if (folder.isEmpty()) {
        return filesIn(root, objects);
      }
      try (TreeWalk found = TreeWalk.forPath(objects, folder, root)) {
        return found != null && found.isSubtree()
            ? filesIn(found.getObjectId(0), objects)
            : Map.of();
      }
    }
  }

  /**
   * The regular files below some folders and some single files, as path to blob id; what the commit
   * does not have is not in the map.
   *
   * @throws IOException if an object is missing or damaged
   */
  public Map<String, String> files(Set<String> folders, Set<String> files) throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (String folder : folders) {
      String prefix = folder.isEmpty() ? "" : folder + "/";
      filesBelow(folder).forEach((path, id) -> found.put(prefix + path, id));
    }
    try (ObjectReader objects = repository.newObjectReader();
        RevWalk commits = new RevWalk(objects)) {
      RevTree root = commits.parseCommit(ObjectId.fromString(commit)).getTree();
      for (String file : files) {
        try (TreeWalk walk = TreeWalk.forPath(objects, file, root)) {
          if (walk != null && isFile(walk)) {
            found.put(file, walk.getObjectId(0).name());
          }
        }
      }
    }
    return found;
  }

  /** Neither a symbolic link nor a submodule. */
  private static boolean isFile(TreeWalk walk) {
    return (walk.getRawMode(0) & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
  }

  private static Map<String, String> filesIn(AnyObjectId tree, ObjectReader objects)
      throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (TreeWalk walk = new TreeWalk(objects)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      while (walk.next()) {
        if (isFile(walk)) {
          files.put(walk.getPathString(), walk.getObjectId(0).name());
        }
      }
    }
    return files;
  }

  /** The commit's own folder. */
  public TreeEntry root() throws IOException {
    try (ObjectReader objects = repository.newObjectReader();
        RevWalk commits = new RevWalk(objects)) {
      RevTree root = commits.parseCommit(ObjectId.fromString(commit)).getTree();
      return new TreeEntry("", TreeEntry.Kind.FOLDER, root.name());
    }
  }

  /**
   * What a folder itself holds, in the order of the commit. It is for the caller to beware of the
   * names, and of folders that hold themselves many times over.
   *
   * @throws IOException if the folder is missing or damaged
   */
  public List<TreeEntry> entriesOf(TreeEntry folder) throws IOException {
    List<TreeEntry> entries = new ArrayList<>();
    try (ObjectReader objects = repository.newObjectReader()) {
      CanonicalTreeParser tree = new CanonicalTreeParser();
      tree.reset(objects, ObjectId.fromString(folder.id()));
      for (; !tree.eof(); tree.next(1)) {
        byte[] name = new byte[tree.getNameLength()];
        tree.getName(name, 0);
        entries.add(
            new TreeEntry(
                new String(name, StandardCharsets.UTF_8),
                TreeEntry.Kind.of(tree.getEntryRawMode()),
                tree.getEntryObjectId().name()));
      }
      return entries;
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("a folder that is damaged", e);
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
