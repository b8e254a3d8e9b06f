package dev.migratedeploy.localcloud.gitlab;

import dev.migratedeploy.localcloud.http.Response;
import java.util.List;

/** {@code /projects/:id}, {@code /user} and {@code /job}. */
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
            (request, parts) -> jobs.ownJob(request, credentials)));
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
