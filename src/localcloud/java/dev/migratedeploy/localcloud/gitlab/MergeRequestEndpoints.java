package dev.migratedeploy.localcloud.gitlab;

import static dev.migratedeploy.localcloud.gitlab.Site.time;
import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.gitlab.LocalMergeRequests.MergeRequest;
import dev.migratedeploy.localcloud.gitlab.LocalMergeRequests.Merged;
import dev.migratedeploy.localcloud.gitlab.LocalMergeRequests.Note;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** {@code /projects/:id/merge_requests/:iid} and its notes. */
final class MergeRequestEndpoints {
  private final Site site;
  private final LocalRepository repository;
  private final LocalMergeRequests requests;
  private final Credentials credentials;
  private final Paged paged;

  MergeRequestEndpoints(
      Site site,
      LocalRepository repository,
      LocalMergeRequests requests,
      Credentials credentials,
      Paged paged) {
    this.site = site;
    this.repository = repository;
    this.requests = requests;
    this.credentials = credentials;
    this.paged = paged;
  }

  List<Route> routes() {
    String one = "/projects/:id/merge_requests/:iid";
    String notes = one + "/notes";
    return List.of(
        // The list in ci_job_token.md has single merge requests only.
        Route.of(
            "GET",
            "/projects/:id/merge_requests",
            Access.READ,
            (request, parts) -> merged(request)),
        Route.of("GET", one, Access.READ_ALSO_BY_JOBS, this::get),
        Route.of("GET", notes, Access.READ_ALSO_BY_JOBS, this::notes),
        Route.of("POST", notes, Access.WRITE, this::write),
        Route.of("PUT", notes + "/:note", Access.WRITE, this::rewrite),
        Route.of("DELETE", notes + "/:note", Access.WRITE, this::delete));
  }

  /** Those that are merged, the newest first. */
  private Response merged(Request request) {
    Instant after = request.parameter("updated_after").map(Instant::parse).orElse(Instant.MIN);
    boolean wanted = request.parameter("state").orElse("all").matches("all|merged");
    return paged.byNumber(
        request,
        requests.merged().stream()
            .filter(it -> wanted && it.at().isAfter(after))
            .sorted(comparing(Merged::iid).reversed())
            .map(
                it ->
                    Site.object()
                        .put("id", 9_000 + it.iid())
                        .put("iid", it.iid())
                        .put("state", "merged")
                        .put("merged_at", time(it.at()))
                        .put("merge_commit_sha", it.sha())
                        .putNull("squash_commit_sha"))
            .toList());
  }

  private Response get(Request request, List<String> parts) {
    return Response.json(200, json(find(parts)).toString());
  }

  private Response notes(Request request, List<String> parts) {
    Comparator<Note> oldestFirst = comparing(Note::createdAt).thenComparing(Note::id);
    boolean ascending = request.parameter("sort").orElse("desc").equals("asc");
    return paged.byNumber(
        request,
        requests.notes(find(parts).iid()).stream()
            .sorted(ascending ? oldestFirst : oldestFirst.reversed())
            .map(MergeRequestEndpoints::json)
            .toList());
  }

  private Response write(Request request, List<String> parts) throws IOException {
    String body = Parameters.of(request).require("body");
    return Response.json(
        201, json(requests.write(find(parts).iid(), user(request), body)).toString());
  }

  private Response rewrite(Request request, List<String> parts) throws IOException {
    String body = Parameters.of(request).require("body");
    long note = Long.parseLong(parts.get(1));
    return Response.json(
        200, json(requests.rewrite(find(parts).iid(), note, user(request), body)).toString());
  }

  private Response delete(Request request, List<String> parts) {
    requests.delete(find(parts).iid(), Long.parseLong(parts.get(1)), user(request));
    return Response.empty(204);
  }

  private long user(Request request) {
    return credentials.holderOf(request).userId();
  }

  private MergeRequest find(List<String> parts) {
    return requests.get(Long.parseLong(parts.get(0)));
  }

  private ObjectNode json(MergeRequest request) {
    ObjectNode json =
        Site.object()
            .put("id", 9_000 + request.iid())
            .put("iid", request.iid())
            .put("project_id", site.projectId())
            .put("title", request.title())
            .put("state", "opened")
            .put("source_branch", request.sourceBranch())
            .put("target_branch", request.targetBranch())
            .put("web_url", site.projectUrl() + "/-/merge_requests/" + request.iid());
    repository.branch(request.sourceBranch()).ifPresent(head -> json.put("sha", head.name()));
    return json;
  }

  private static ObjectNode json(Note note) {
    ObjectNode json = Site.object();
    json.putObject("author").put("id", note.authorId());
    return json.put("id", note.id())
        .put("body", note.body())
        .put("system", false)
        .put("noteable_type", "MergeRequest")
        .put("noteable_iid", note.mergeRequestIid())
        .put("created_at", time(note.createdAt()))
        .put("updated_at", time(note.updatedAt()));
  }
}
