package dev.migratedeploy.localcloud.gitlab;

import static dev.migratedeploy.localcloud.gitlab.Site.time;
import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.gitlab.LocalDeployments.Deployment;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code /projects/:id/deployments} and {@code /projects/:id/environments}. */
final class DeploymentEndpoints {
  private final Site site;
  private final LocalDeployments deployments;
  private final Paged paged;
  private final JobArtifacts artifacts;
  private final LocalJobs jobs;
  private final LocalRepository repository;

  DeploymentEndpoints(
      Site site,
      LocalDeployments deployments,
      Paged paged,
      JobArtifacts artifacts,
      LocalJobs jobs,
      LocalRepository repository) {
    this.artifacts = artifacts;
    this.jobs = jobs;
    this.repository = repository;
    this.site = site;
    this.deployments = deployments;
    this.paged = paged;
  }

  List<Route> routes() {
    String all = "/projects/:id/deployments";
    String one = all + "/:deployment";
    return List.of(
        Route.of("GET", all, Access.READ_ALSO_BY_JOBS, (request, parts) -> list(request)),
        Route.of("POST", all, Access.WRITE_ALSO_BY_JOBS, (request, parts) -> create(request)),
        Route.of("GET", one, Access.READ_ALSO_BY_JOBS, (request, parts) -> get(parts.get(0))),
        Route.of("PUT", one, Access.WRITE_ALSO_BY_JOBS, this::update),
        Route.of(
            "GET",
            "/projects/:id/environments",
            Access.READ_ALSO_BY_JOBS,
            (request, parts) -> environments(request)));
  }

  private Response list(Request request) {
    Comparator<Deployment> order =
        switch (request.parameter("order_by").orElse("id")) {
          case "id", "iid" -> comparing(Deployment::id);
          case "ref" -> comparing(Deployment::ref);
          case "created_at" -> comparing(Deployment::createdAt);
          case "updated_at" -> comparing(Deployment::updatedAt);
          case "finished_at" ->
              throw GitLabError.badRequest(
                  "`finished_at` filter and `finished_at` sorting must be paired");
          default -> throw GitLabError.badRequest("order_by does not have a valid value");
        };
    Optional<Instant> changed = request.parameter("updated_after").map(Instant::parse);
    if (changed.isPresent() != request.parameter("order_by").equals(Optional.of("updated_at"))) {
      // GitLab tells that only to its own developers, and may be slow.
      throw GitLabError.badRequest("`updated_at` filter and `updated_at` sorting must be paired");
    }
    order = order.thenComparing(Deployment::id);
    // As GitLab does: ascending unless asked otherwise.
    boolean descending = request.parameter("sort").orElse("asc").equals("desc");
    return paged.byNumber(
        request,
        deployments.all().stream()
            .filter(matches(request, "environment", Deployment::environment))
            .filter(matches(request, "status", Deployment::status))
            .filter(it -> changed.isEmpty() || it.updatedAt().isAfter(changed.get()))
            .sorted(descending ? order.reversed() : order)
            .map(this::json)
            .toList());
  }

  private static java.util.function.Predicate<Deployment> matches(
      Request request, String parameter, Function<Deployment, String> property) {
    Optional<String> wanted = request.parameter(parameter);
    return deployment -> wanted.isEmpty() || wanted.get().equals(property.apply(deployment));
  }

  private Response get(String id) {
    return deployments
        .find(Long.parseLong(id))
        .map(deployment -> Response.json(200, json(deployment).toString()))
        .orElseThrow(() -> GitLabError.notFound("Deployment"));
  }

  private Response create(Request request) throws IOException {
    Parameters asked = Parameters.of(request);
    Deployment created =
        deployments.add(
            asked.require("environment"),
            asked.require("sha"),
            asked.require("ref"),
            asked.require("status"),
            Optional.empty(),
            0);
    return Response.json(201, json(created).toString());
  }

  private Response update(Request request, List<String> parts) throws IOException {
    String status = Parameters.of(request).require("status");
    return Response.json(
        200, json(deployments.update(Long.parseLong(parts.get(0)), status)).toString());
  }

  private Response environments(Request request) {
    List<String> names =
        deployments.all().stream().map(Deployment::environment).distinct().sorted().toList();
    return paged.byNumber(
        request,
        names.stream()
            .filter(name -> request.parameter("name").orElse(name).equals(name))
            .filter(name -> name.contains(request.parameter("search").orElse("")))
            .map(name -> environment(name, 1 + names.indexOf(name)).put("state", "available"))
            .toList());
  }

  private static ObjectNode environment(String name, int id) {
    return Site.object()
        .put("id", id)
        .put("name", name)
        .put("slug", name.replaceAll("[^a-z0-9]+", "-"))
        .putNull("external_url");
  }

  private ObjectNode json(Deployment deployment) {
    ObjectNode json =
        Site.object()
            .put("id", deployment.id())
            .put("iid", 1 + deployments.all().indexOf(deployment))
            .put("ref", deployment.ref())
            .put("sha", deployment.sha())
            .put("status", deployment.status())
            .put("created_at", time(deployment.createdAt()))
            .put("updated_at", time(deployment.updatedAt()));
    json.set("environment", environment(deployment.environment(), 1));
    if (deployment.jobName().isEmpty()) {
      return json.putNull("deployable");
    }
    ObjectNode job =
        Site.object()
            .put("id", deployment.jobId())
            .put("name", deployment.jobName().get())
            .put("stage", "deploy")
            .put("status", deployment.status())
            .put("ref", deployment.ref())
            .put("created_at", time(deployment.createdAt()))
            .put("started_at", deployment.hasBegun() ? time(deployment.createdAt()) : null)
            .put("web_url", site.jobUrl(deployment.jobId()));
    job.putObject("user").put("id", 7).put("username", "jdoe");
    jobs.job(deployment.jobId())
        .ifPresent(
            run ->
                job.putObject("pipeline").put("id", run.pipelineId()).put("sha", deployment.sha()));
    repository
        .commit(deployment.sha())
        .ifPresent(
            commit ->
                job.putObject("commit")
                    .put("id", deployment.sha())
                    .put("committed_date", time(Instant.ofEpochSecond(commit.getCommitTime()))));
    if (artifacts.has(deployment.jobId())) {
      job.putObject("artifacts_file").put("filename", "artifacts.zip");
    }
    artifacts
        .expiry(deployment.jobId())
        .ifPresent(expiry -> job.put("artifacts_expire_at", time(expiry)));
    json.set(
        "deployable",
        deployment.isFinished()
            ? job.put("finished_at", time(deployment.updatedAt()))
            : job.putNull("finished_at"));
    return json;
  }
}
