package dev.migratedeploy.demo;

import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.gitlab.LocalMergeRequests.MergeRequest;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import dev.migratedeploy.localcloud.http.LocalServer;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What the served GitLab does around a job that somebody starts by hand: it gives the job its
 * variables, records its end as a deployment, and shows the comments of the merge requests.
 */
final class JobServer implements AutoCloseable {
  static final String JOBS = "/jobs";
  private static final String MERGE_REQUESTS = "/merge_requests/";

  /** A job, and what becomes of its end. */
  private record Started(String sha, String environment, boolean deploys) {}

  private final LocalCloud cloud;
  private final List<MergeRequest> mergeRequests;
  private final String commenting;
  private final Map<Long, Started> started = new ConcurrentHashMap<>();
  private final LocalServer server;

  JobServer(LocalCloud cloud, List<MergeRequest> mergeRequests) {
    this.cloud = cloud;
    this.mergeRequests = List.copyOf(mergeRequests);
    this.commenting = cloud.gitlab().token("api");
    this.server = LocalServer.start("jobs", this::answer);
  }

  /** Where jobs are asked for. */
  String jobs() {
    return server.uri() + JOBS;
  }

  /** Where the comments of a merge request are shown. */
  String page(MergeRequest request) {
    return server.uri() + MERGE_REQUESTS + request.iid();
  }

  private Response answer(Request request) {
    if (request.path().startsWith(MERGE_REQUESTS)) {
      return Response.text(200, "text/plain; charset=utf-8", comments(last(request.path())));
    }
    return request.path().equals(JOBS)
        ? start(request)
        : end(last(request.path()), request.query().getOrDefault("exit", ""));
  }

  private Response start(Request request) {
    String sha = request.query().getOrDefault("sha", "");
    String branch = request.query().getOrDefault("branch", "");
    String environment = request.query().getOrDefault("environment", "");
    if (!cloud.gitlab().repository().knows(sha)) {
      return Response.text(404, "text/plain", "GitLab has no commit " + sha + ": git push");
    }
    Map<String, String> variables = new HashMap<>(variables(sha, branch, environment));
    boolean deploys =
        branch.equals(LocalRepository.DEFAULT_BRANCH)
            && request.query().getOrDefault("deploys", "").equals("true");
    variables.put("CI_ENVIRONMENT_NAME", environment);
    variables.put("CI_ENVIRONMENT_ACTION", deploys ? "start" : "verify");
    variables.put("GITLAB_TOKEN", commenting);
    variables.remove("GITLAB_CI"); // the reader is a terminal, which folds no sections
    started.put(Long.valueOf(variables.get("CI_JOB_ID")), new Started(sha, environment, deploys));
    return Response.text(
        200,
        "text/plain; charset=utf-8",
        variables.entrySet().stream()
            .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  private Map<String, String> variables(String sha, String branch, String environment) {
    Optional<MergeRequest> request =
        mergeRequests.stream().filter(it -> it.sourceBranch().equals(branch)).findFirst();
    return request.isPresent()
        ? cloud.gitlab().mergeRequestEnvironment(request.get(), Project.JOB)
        : cloud.gitlab().jobEnvironment(sha, environment, Project.JOB);
  }

  private Response end(long id, String exitCode) {
    Started job = started.remove(id);
    if (job != null && job.deploys()) {
      cloud
          .gitlab()
          .deployments()
          .record(
              job.environment(),
              job.sha(),
              Project.JOB,
              id,
              exitCode.equals("0") ? "success" : "failed");
    }
    return Response.text(200, "text/plain", "");
  }

  private String comments(long iid) {
    String written =
        cloud.gitlab().mergeRequests().notes(iid).stream()
            .map(note -> note.body() + "\n")
            .collect(Collectors.joining("\n"));
    return written.isEmpty() ? "No comment yet.\n" : written;
  }

  private static long last(String path) {
    return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
  }

  @Override
  public void close() {
    server.close();
  }
}
