package dev.migratedeploy.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/**
 * A deployment as GitLab lists it: one run of one job. A job that is retried is listed again.
 *
 * @param status created, running, success, failed, canceled, skipped or blocked
 * @param job empty if it was made through the API and not by a job
 * @param user the name of who started it, such as {@code jdoe}
 */
public record JobDeployment(
    long id, String status, Optional<Job> job, Commit commit, Times times, Optional<String> user) {
  /** What a deployment is whose job may not have begun. */
  private static final Set<String> WITHOUT_A_START =
      Set.of("created", "blocked", "skipped", "canceled");

  /**
   * The job.
   *
   * @param pipeline its pipeline's id; empty if an old GitLab does not tell it
   * @param artifacts whether GitLab still has its archive
   */
  public record Job(
      String id, String name, Optional<String> pipeline, Optional<String> url, Archive artifacts) {}

  /** A job's archive of artifacts, as far as the list tells. */
  public enum Archive {
    KEPT,
    EXPIRED,
    NONE
  }

  /**
   * What was deployed.
   *
   * @param committedAt by the clock of the machine that made the commit
   */
  public record Commit(String sha, Optional<String> ref, Optional<Instant> committedAt) {}

  /** By GitLab's clock. */
  public record Times(Instant createdAt, Optional<Instant> startedAt, Optional<Instant> endedAt) {}

  /**
   * Whether its job has begun. GitLab also lists a manual job that nobody has started, one that
   * waits for an approval, and one that was skipped.
   */
  public boolean hasBegun() {
    return times.startedAt().isPresent() || !WITHOUT_A_START.contains(status);
  }

  boolean endedBefore(Instant since) {
    return times.endedAt().filter(end -> end.isBefore(since)).isPresent();
  }

  /**
   * Reads an entry of the list; empty if it has neither a commit nor a time.
   *
   * @param now artifacts whose time was over before it have expired
   */
  static Optional<JobDeployment> of(JsonNode entry, Instant now) {
    JsonNode job = entry.path("deployable");
    Optional<String> sha = text(entry.path("sha"));
    Optional<Instant> created = time(entry.path("created_at"));
    if (sha.isEmpty() || created.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new JobDeployment(
            entry.path("id").asLong(),
            entry.path("status").asText(),
            text(job.path("name")).map(name -> job(job, name, now)),
            new Commit(
                sha.get(),
                text(entry.path("ref")),
                time(job.path("commit").path("committed_date"))
                    .or(() -> time(job.path("commit").path("created_at")))),
            new Times(created.get(), time(job.path("started_at")), time(job.path("finished_at"))),
            text(job.path("user").path("username"))
                .or(() -> text(entry.path("user").path("username")))));
  }

  private static Job job(JsonNode job, String name, Instant now) {
    JsonNode pipeline = job.path("pipeline").path("id");
    boolean expired = time(job.path("artifacts_expire_at")).filter(now::isAfter).isPresent();
    Archive archive = expired ? Archive.EXPIRED : Archive.NONE;
    return new Job(
        job.path("id").asText(),
        name,
        pipeline.isIntegralNumber() ? Optional.of(pipeline.asText()) : Optional.empty(),
        text(job.path("web_url")),
        job.hasNonNull("artifacts_file") ? Archive.KEPT : archive);
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank()
        ? Optional.of(node.asText())
        : Optional.empty();
  }

  private static Optional<Instant> time(JsonNode node) {
    try {
      return node.isTextual()
          ? Optional.of(OffsetDateTime.parse(node.asText()).toInstant())
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
