package dev.migratedeploy.localcloud.gitlab;

import dev.migratedeploy.localcloud.gitlab.Credentials.Caller;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every job that was started, each in a pipeline of its own, with growing numbers. */
final class LocalJobs {
  /** One run of a job. */
  record Job(long id, long pipelineId, String name, String sha) {}

  private static final long FIRST_ID = 8_801;
  private static final long FIRST_PIPELINE = 5_101;

  private final Site site;
  private final List<Job> all = new ArrayList<>();

  LocalJobs(Site site) {
    this.site = site;
  }

  synchronized Job start(String name, String sha) {
    Job job = new Job(FIRST_ID + all.size(), FIRST_PIPELINE + all.size(), name, sha);
    all.add(job);
    return job;
  }

  /** The same job again, in the same pipeline. */
  synchronized Job retry(long id) {
    Job before = job(id).orElseThrow(GitLabError::notFound);
    Job job = new Job(FIRST_ID + all.size(), before.pipelineId(), before.name(), before.sha());
    all.add(job);
    return job;
  }

  synchronized Optional<Job> job(long id) {
    return all.stream().filter(job -> job.id() == id).findFirst();
  }

  /** {@code GET /job}: which job a job token belongs to. */
  Response ownJob(Request request, Credentials credentials) {
    Caller caller = credentials.callerOf(request);
    if (!(caller instanceof Credentials.Job asking)) {
      throw GitLabError.unauthorized();
    }
    return find(asking.id());
  }

  private synchronized Response find(long id) {
    return job(id).map(this::json).orElseThrow(GitLabError::notFound);
  }

  private Response json(Job job) {
    var json =
        Site.object()
            .put("id", job.id())
            .put("name", job.name())
            .put("stage", "deploy")
            .put("status", "running")
            .put("ref", LocalRepository.DEFAULT_BRANCH)
            .put("tag", false)
            .put("web_url", site.jobUrl(job.id()));
    json.putObject("pipeline")
        .put("id", job.pipelineId())
        .put("sha", job.sha())
        .put("ref", LocalRepository.DEFAULT_BRANCH)
        .put("project_id", site.projectId());
    json.putObject("commit").put("id", job.sha());
    return Response.json(200, json.toString());
  }
}
