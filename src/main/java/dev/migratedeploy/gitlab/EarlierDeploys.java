package dev.migratedeploy.gitlab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.support.JsonText;
import dev.migratedeploy.support.Sleeper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of this job's deployments before this one, red ones too. */
public final class EarlierDeploys {
  /** Of so many deployments to the environment some are this job's. */
  private static final int MOST = 30;

  /** Each costs a request. */
  private static final int MOST_RESULTS = 3;

  private final CiContext ci;
  private final GitLabClient client;

  /**
   * Asks with {@code GITLAB_TOKEN}, or else with {@code CI_JOB_TOKEN}.
   *
   * @param sleeper between two attempts, if GitLab is not there for a moment
   */
  public EarlierDeploys(CiContext ci, Sleeper sleeper) {
    GitLabProblems problems = new GitLabProblems(ci);
    this.ci = ci;
    this.client =
        new GitLabClient(
            GitLabHttpClient.of(ci, GitLabTimeouts.CHECKS),
            problems,
            new RetryPolicy(problems, sleeper));
  }

  /**
   * A deployment by a job of the same name.
   *
   * @param samePipeline whether it is an earlier try of this very job
   * @param failed false for one that succeeded
   * @param result from its {@code result.json}; absent if there is none, or if it was not read
   */
  public record EarlierDeploy(boolean samePipeline, boolean failed, Optional<Result> result) {}

  /** A verdict as {@code result.json} says it. */
  public record Result(String verdict, String cause) {}

  /**
   * The newest of them, from the newest on to the last success, with the tries of this pipeline.
   * One that never began, and one that is under way, is none.
   *
   * @param resultFile the path of {@code result.json} in the job's artifacts
   * @throws dev.migratedeploy.verdict.ProblemException if GitLab does not tell
   */
  public List<EarlierDeploy> to(String environment, String resultFile) {
    GitLabAnswer answer =
        client.get(
            Map.of(
                "environment",
                environment,
                "order_by",
                "id",
                "sort",
                "desc",
                "per_page",
                String.valueOf(MOST)),
            "projects",
            ci.projectId(),
            "deployments");
    List<EarlierDeploy> found = new ArrayList<>();
    int results = 0;
    for (JsonNode deployment : answer.json()) {
      JsonNode job = deployment.path("deployable");
      boolean succeeded = deployment.path("status").asText().equals("success");
      if (!isEarlier(job) || !(succeeded || hasFailed(deployment, job))) {
        continue;
      }
      Optional<Result> result =
          succeeded || results++ >= MOST_RESULTS
              ? Optional.empty()
              : result(job.path("id").asText(), resultFile);
      found.add(new EarlierDeploy(isOfThisPipeline(deployment, job), !succeeded, result));
      if (succeeded) {
        break;
      }
    }
    return found;
  }

  private boolean isEarlier(JsonNode job) {
    return job.path("name").asText().equals(ci.jobName().orElse(""))
        && !job.path("id").asText().equals(ci.jobId().orElse(""));
  }

  /** A job that was cancelled while it waited for a runner has told nobody anything. */
  private static boolean hasFailed(JsonNode deployment, JsonNode job) {
    String status = deployment.path("status").asText();
    return status.equals("failed") || (status.equals("canceled") && job.hasNonNull("started_at"));
  }

  private boolean isOfThisPipeline(JsonNode deployment, JsonNode job) {
    String pipeline = job.path("pipeline").path("id").asText();
    return pipeline.isEmpty()
        ? deployment.path("sha").asText().equals(ci.commitSha())
        : pipeline.equals(ci.pipelineId().orElse(""));
  }

  private Optional<Result> result(String job, String file) {
    List<String> path =
        new ArrayList<>(List.of("projects", ci.projectId(), "jobs", job, "artifacts"));
    path.addAll(List.of(file.split("/", -1)));
    return client.raw(Map.of(), path.toArray(String[]::new)).flatMap(text -> read(text, job));
  }

  /** Another job's file may have been handed on to that one. */
  private static Optional<Result> read(String text, String job) {
    try {
      JsonNode result = JsonText.MAPPER.readTree(text);
      return result.path("job").asText().equals(job) && result.path("verdict").isTextual()
          ? Optional.of(new Result(result.path("verdict").asText(), result.path("cause").asText()))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
