package dev.migratedeploy.localcloud.gitlab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/**
 * {@code /projects/:id/repository/compare}: not paginated, and cut where there are many files, as
 * GitLab's is.
 */
final class CompareEndpoint {
  private static final int MOST_FILES = 1_000;

  private final LocalRepository repository;
  private final CommitJson json;

  CompareEndpoint(LocalRepository repository, CommitJson json) {
    this.repository = repository;
    this.json = json;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            "GET",
            "/projects/:id/repository/compare",
            Access.READ,
            (request, parts) -> compare(request)));
  }

  private Response compare(Request request) throws IOException {
    RevCommit from = commit(request, "from");
    RevCommit to = commit(request, "to");
    ObjectNode answer = Site.object();
    ArrayNode commits = answer.putArray("commits");
    try (RevWalk walk = new RevWalk(repository.git())) {
      walk.markStart(walk.parseCommit(to));
      walk.markUninteresting(walk.parseCommit(from));
      walk.forEach(commit -> commits.insert(0, json.of(commit)));
    }
    if (commits.isEmpty()) {
      answer.putNull("commit");
    } else {
      answer.set("commit", json.of(to));
    }
    boolean straight = request.parameter("straight").orElse("false").equals("true");
    Optional<RevCommit> base = straight ? Optional.of(from) : mergeBase(from, to);
    boolean cut = base.isPresent() && addDiffs(base.get(), to, answer.putArray("diffs"));
    answer.put("compare_timeout", cut).put("compare_same_ref", from.equals(to));
    return Response.json(200, answer.toString());
  }

  private RevCommit commit(Request request, String parameter) {
    String revision =
        request
            .parameter(parameter)
            .orElseThrow(() -> GitLabError.badRequest(parameter + " is missing"));
    return repository.commit(revision).orElseThrow(() -> GitLabError.notFound("Ref"));
  }

  private Optional<RevCommit> mergeBase(RevCommit from, RevCommit to) throws IOException {
    try (RevWalk walk = new RevWalk(repository.git())) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(from));
      walk.markStart(walk.parseCommit(to));
      return Optional.ofNullable(walk.next())
          .map(base -> repository.commit(base.name()).orElseThrow());
    }
  }

  private boolean addDiffs(RevCommit from, RevCommit to, ArrayNode diffs) throws IOException {
    ByteArrayOutputStream patch = new ByteArrayOutputStream();
    Repository git = repository.git();
    try (DiffFormatter formatter = new DiffFormatter(patch)) {
      formatter.setRepository(git);
      formatter.setDetectRenames(true);
      List<DiffEntry> entries = formatter.scan(from.getTree(), to.getTree());
      for (DiffEntry entry : entries.subList(0, Math.min(MOST_FILES, entries.size()))) {
        patch.reset();
        formatter.format(entry);
        diffs.add(diff(entry).put("diff", hunksIn(patch.toString(StandardCharsets.UTF_8))));
      }
      return entries.size() > MOST_FILES;
    }
  }

  private static ObjectNode diff(DiffEntry entry) {
    boolean added = entry.getChangeType() == ChangeType.ADD;
    boolean deleted = entry.getChangeType() == ChangeType.DELETE;
    return Site.object()
        .put("old_path", added ? entry.getNewPath() : entry.getOldPath())
        .put("new_path", deleted ? entry.getOldPath() : entry.getNewPath())
        .put("a_mode", "%06o".formatted(entry.getOldMode().getBits()))
        .put("b_mode", "%06o".formatted(entry.getNewMode().getBits()))
        .put("new_file", added)
        .put("renamed_file", entry.getChangeType() == ChangeType.RENAME)
        .put("deleted_file", deleted);
  }

  private static String hunksIn(String patch) {
    int hunk = patch.indexOf("@@");
    return hunk < 0 ? "" : patch.substring(hunk);
  }
}
