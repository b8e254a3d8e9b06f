package dev.migratedeploy.localcloud.gitlab;

import dev.migratedeploy.localcloud.gitlab.Credentials.Caller;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the endpoint of a request, after it has checked who asks for which project. */
final class RestApi {
  private final Site site;
  private final Credentials credentials;
  private final List<Route> routes;
  private volatile boolean isPrivate = true;
  private volatile LocalGitLabVersion version = new LocalGitLabVersion(18, 2);

  RestApi(Site site, Credentials credentials, List<Route> routes) {
    this.site = site;
    this.credentials = credentials;
    this.routes = List.copyOf(routes);
  }

  void makePublic() {
    isPrivate = false;
  }

  /** At first it is 18.2, the last one whose Commits API a job token does not open. */
  void version(LocalGitLabVersion other) {
    version = other;
  }

  Response answer(Request request) throws Exception {
    try {
      for (Route route : routes) {
        Optional<List<String>> parts = route.match(request);
        if (parts.isPresent()) {
          return answer(request, route, parts.get());
        }
      }
      return Response.json(404, "{\"error\":\"404 Not Found\"}");
    } catch (GitLabError e) {
      return e.response();
    } catch (NumberFormatException e) {
      return GitLabError.badRequest("a number in the path is invalid").response();
    }
  }

  private Response answer(Request request, Route route, List<String> parts) throws Exception {
    Caller caller = credentials.callerOf(request);
    route.access().check(caller, isPrivate, version, route.permission());
    if (parts.isEmpty()) {
      return route.endpoint().answer(request, parts);
    }
    if (!Set.of(String.valueOf(site.projectId()), site.projectPath()).contains(parts.get(0))) {
      throw GitLabError.notFound("Project");
    }
    return route.endpoint().answer(request, parts.subList(1, parts.size()));
  }
}
