package dev.migratedeploy.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What is kept of an entry of GitLab's list of deployments, of which there may be thousands.
 *
 * @param sha of its commit
 * @param time when its job ended, or else when it was changed last
 * @param job the name of its job
 * @param jobId empty if it has no job
 * @param artifacts whether GitLab has the job's archive, which is where the report files are
 */
record ListedDeployment(
    long id,
    Optional<String> sha,
    Optional<String> time,
    Optional<String> job,
    String jobId,
    boolean artifacts) {

  static ListedDeployment of(JsonNode entry) {
    JsonNode job = entry.path("deployable");
    return new ListedDeployment(
        entry.path("id").asLong(),
        text(entry.path("sha")),
        text(job.path("finished_at"))
            .or(() -> text(entry.path("updated_at")))
            .or(() -> text(entry.path("created_at"))),
        text(job.path("name")),
        job.path("id").asText(),
        job.hasNonNull("artifacts_file"));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }
}
