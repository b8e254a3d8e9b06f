package dev.migratedeploy.localcloud.gitlab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The commits of a branch or of a range, the newest first. */
record CommitListing(LocalRepository repository) {

  /**
   * Lists them.
   *
   * @param range a revision, or two of them with two dots between
   * @param path only commits that change what is there
   * @param firstParent whether only the first parent of a merge is followed
   */
  List<RevCommit> of(String range, Optional<String> path, boolean firstParent) throws IOException {
    List<String> ends = List.of(range.split("\\.\\."));
    Repository git = repository.git();
    try (RevWalk walk = new RevWalk(git)) {
      walk.setFirstParent(firstParent);
      walk.markStart(walk.parseCommit(commit(ends.get(ends.size() - 1))));
      if (ends.size() > 1) {
        walk.markUninteresting(walk.parseCommit(commit(ends.get(0))));
      }
      List<RevCommit> found = new ArrayList<>();
      for (RevCommit commit : walk) {
        if (path.isEmpty() || changes(commit, path.get())) {
          found.add(repository.commit(commit.name()).orElseThrow());
        }
      }
      return found;
    }
  }

  private RevCommit commit(String revision) {
    return repository.commit(revision).orElseThrow(() -> GitLabError.notFound("Commit"));
  }

  private boolean changes(RevCommit commit, String path) throws IOException {
    ObjectId before =
        commit.getParentCount() == 0
            ? ObjectId.zeroId()
            : at(commit(commit.getParent(0).name()), path);
    return !at(commit, path).equals(before);
  }

  private ObjectId at(RevCommit commit, String path) throws IOException {
    try (TreeWalk found = TreeWalk.forPath(repository.git(), path, commit.getTree())) {
      return found == null ? ObjectId.zeroId() : found.getObjectId(0);
    }
  }
}
