package dev.migratedeploy.localcloud.gitlab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files and folders of a commit as GitLab lists them. */
record TreeListing(Repository git, RevCommit commit) {

  /** Empty where the commit has no such folder. */
  Optional<List<ObjectNode>> below(String folder, boolean recursive) throws IOException {
    if (folder.isEmpty()) {
      return Optional.of(list(commit.getTree(), "", recursive));
    }
    try (TreeWalk found = TreeWalk.forPath(git, folder, commit.getTree())) {
      return found == null || !found.isSubtree()
          ? Optional.empty()
          : Optional.of(list(found.getObjectId(0), folder + "/", recursive));
    }
  }

  private List<ObjectNode> list(ObjectId tree, String prefix, boolean recursive)
      throws IOException {
    List<ObjectNode> entries = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(git)) {
      walk.addTree(tree);
      while (walk.next()) {
        entries.add(
            Site.object()
                .put("id", walk.getObjectId(0).name())
                .put("name", walk.getNameString())
                .put("type", typeOf(walk.getFileMode(0)))
                .put("path", prefix + walk.getPathString())
                .put("mode", "%06o".formatted(walk.getFileMode(0).getBits())));
        if (recursive && walk.isSubtree()) {
          walk.enterSubtree();
        }
      }
    }
    return entries;
  }

  private static String typeOf(FileMode mode) {
    if (mode == FileMode.TREE) {
      return "tree";
    }
    return mode == FileMode.GITLINK ? "commit" : "blob";
  }
}
