package dev.migratedeploy.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import dev.migratedeploy.changes.ComparisonBase.RecordedJob;
import dev.migratedeploy.changes.ComparisonBaseMessages;
import dev.migratedeploy.changes.Deployments;
import dev.migratedeploy.support.Defaults;
import dev.migratedeploy.support.JsonText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The {@code result.json} of earlier jobs, for environments whose task definition bears no record
 * of a deploy yet. Before 0.2.0 any command could leave a deployment, {@code info} too.
 *
 * @param path where such a job left the file, from the root of its checkout
 * @param note gets a sentence about each job that is passed over
 */
public record DeployReports(Deployments gitLab, String path, Consumer<String> note) {
  static final String DEFAULT_PATH = Defaults.REPORT_DIRECTORY + "/result.json";

  /** A job that looked more often than that in a row lets every script count as new. */
  private static final int MOST = 20;

  private static final Set<String> OF_A_DEPLOY = Set.of("APPLIED", "NOTHING TO DO");
  private static final ObjectMapper JSON = JsonText.MAPPER;

  /** The last one that was a deploy, or of which nobody can tell; empty if there is none. */
  Optional<LastDeployment> deploy(LastDeployment last) {
    List<RecordedJob> recorded = last.recorded();
    if (recorded.isEmpty()) {
      return Optional.of(last);
    }
    for (RecordedJob job : recorded.subList(0, Math.min(MOST, recorded.size()))) {
      Optional<String> reason = whyNot(job);
      if (reason.isEmpty()) {
        return last.earlier(job::equals);
      }
      note.accept(
          "job %s of %s %s, by its result.json: its deployment does not count"
              .formatted(job.job(), ComparisonBaseMessages.day(job.finishedAt()), reason.get()));
    }
    return Optional.empty();
  }

  /** Why a job's success says nothing of the whole environment, if it says so itself. */
  private Optional<String> whyNot(RecordedJob job) {
    return job.hasReports()
        ? gitLab.artifactOf(job.job(), path).flatMap(text -> whyNot(text, job))
        : Optional.empty();
  }

  /** Only a deploy compares scripts; another job's file may have been handed on to this one. */
  private static Optional<String> whyNot(String text, RecordedJob job) {
    try {
      JsonNode result = JSON.readTree(text);
      if (!result.path("job").asText().equals(job.job()) || !result.path("verdict").isTextual()) {
        return Optional.empty();
      }
      if (!OF_A_DEPLOY.contains(result.path("verdict").asText()) || !result.hasNonNull("scripts")) {
        return Optional.of("was not a deploy");
      }
      return result.path("fleet").path("partial").asBoolean()
          ? Optional.of("deployed only some of the targets")
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
