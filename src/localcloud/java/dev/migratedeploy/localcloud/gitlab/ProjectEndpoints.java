package dev.migratedeploy.localcloud.gitlab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.gitlab.Credentials.Caller;
import dev.migratedeploy.localcloud.gitlab.Credentials.TokenHolder;
import dev.migratedeploy.localcloud.http.Response;
import java.util.List;

/** {@code /projects/:id}, {@code /user}, {@code /job} and {@code /personal_access_tokens/self}. */
record ProjectEndpoints(Site site, LocalJobs jobs, Credentials credentials) {

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/projects/:id", Access.READ, (request, parts) -> project()),
        Route.of(
            "GET",
            "/user",
            Access.READ,
            (request, parts) ->
                Response.json(
                    200,
                    Site.object().put("id", credentials.holderOf(request).userId()).toString())),
        Route.of(
            "GET",
            "/job",
            Access.BY_JOBS_ONLY,
            (request, parts) -> jobs.ownJob(request, credentials)),
        Route.of(
            "GET",
            "/personal_access_tokens/self",
            Access.BY_EVERY_TOKEN,
            (request, parts) -> token(credentials.callerOf(request))));
  }

  private static Response token(Caller caller) {
    ObjectNode token =
        Site.object().put("id", 7).put("name", "ci").put("active", true).put("revoked", false);
    ArrayNode scopes = token.putArray("scopes");
    if (caller instanceof TokenHolder holder) {
      holder.scopes().stream().sorted().forEach(scopes::add);
      token.put("expires_at", holder.expiresAt().toString());
    }
    return Response.json(200, token.toString());
  }

  private Response project() {
    String path = site.projectPath();
    return Response.json(
        200,
        Site.object()
            .put("id", site.projectId())
            .put("name", path.substring(path.lastIndexOf('/') + 1))
            .put("path_with_namespace", path)
            .put("default_branch", LocalRepository.DEFAULT_BRANCH)
            .put("visibility", "private")
            .put("web_url", site.projectUrl())
            .put("http_url_to_repo", site.projectUrl() + ".git")
            .toString());
  }
}
