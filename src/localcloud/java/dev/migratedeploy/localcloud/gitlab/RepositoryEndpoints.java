package dev.migratedeploy.localcloud.gitlab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** {@code /projects/:id/repository/…}: trees, commits, branches and raw files. */
final class RepositoryEndpoints {
  private final LocalRepository repository;
  private final CommitJson json;
  private final Paged paged;

  RepositoryEndpoints(LocalRepository repository, CommitJson json, Paged paged) {
    this.repository = repository;
    this.json = json;
    this.paged = paged;
  }

  List<Route> routes() {
    String base = "/projects/:id/repository";
    return List.of(
        Route.of("GET", base + "/tree", Access.READ, (request, parts) -> tree(request)),
        Route.of("GET", base + "/commits", Access.READ, (request, parts) -> commits(request)),
        Route.of("GET", base + "/commits/:sha", Access.READ_ALSO_BY_JOBS_FROM_18_3, this::commit),
        Route.of("GET", base + "/branches", Access.READ_ALSO_BY_JOBS, (r, parts) -> branches(r)),
        Route.of("GET", base + "/branches/:branch", Access.READ_ALSO_BY_JOBS, this::branch),
        Route.of("GET", base + "/files/:path/raw", Access.READ_FILES_ALSO_BY_JOBS, this::file));
  }

  private Response tree(Request request) throws IOException {
    RevCommit commit = commitOf(request, "Tree");
    String path = request.parameter("path").orElse("").replaceAll("^/|/$", "");
    boolean recursive = request.parameter("recursive").orElse("").equals("true");
    List<ObjectNode> entries =
        new TreeListing(repository.git(), commit)
            .below(path, recursive)
            .orElseThrow(() -> GitLabError.notFound("invalid revision or path"));
    return request.parameter("pagination").orElse("").equals("keyset")
        ? paged.byKey(request, entries)
        : paged.byNumber(request, entries);
  }

  private Response commits(Request request) throws IOException {
    return paged.byNumber(
        request,
        new CommitListing(repository)
                .of(
                    request.parameter("ref_name").orElse(LocalRepository.DEFAULT_BRANCH),
                    request.parameter("path"),
                    request.parameter("first_parent").orElse("").equals("true"))
                .stream()
                .map(json::of)
                .toList());
  }

  private Response commit(Request request, List<String> parts) {
    return repository
        .commit(parts.get(0))
        .map(commit -> Response.json(200, json.of(commit).toString()))
        .orElseThrow(() -> GitLabError.notFound("Commit"));
  }

  private Response branches(Request request) {
    return paged.byNumber(
        request,
        repository.branches().stream()
            .map(ref -> Repository.shortenRefName(ref.getName()))
            .filter(name -> name.contains(request.parameter("search").orElse("")))
            .map(name -> json.ofBranch(name, repository.branch(name).orElseThrow()))
            .toList());
  }

  private Response branch(Request request, List<String> parts) {
    String name = parts.get(0);
    return repository
        .branch(name)
        .map(head -> Response.json(200, json.ofBranch(name, head).toString()))
        .orElseThrow(() -> GitLabError.notFound("Branch"));
  }

  private Response file(Request request, List<String> parts) throws IOException {
    RevCommit commit = commitOf(request, "Commit");
    Repository git = repository.git();
    try (TreeWalk found = TreeWalk.forPath(git, parts.get(0), commit.getTree())) {
      if (found == null || found.isSubtree()) {
        throw GitLabError.notFound("File");
      }
      return Response.bytes(200, git.open(found.getObjectId(0)).getBytes())
          .with("Content-Type", "text/plain; charset=utf-8")
          .with("X-Gitlab-Blob-Id", found.getObjectId(0).name())
          .with("X-Gitlab-Commit-Id", commit.name())
          .with("X-Gitlab-File-Path", parts.get(0));
    }
  }

  private RevCommit commitOf(Request request, String what) {
    return repository
        .commit(request.parameter("ref").orElse("HEAD"))
        .orElseThrow(() -> GitLabError.notFound(what));
  }
}
