package dev.migratedeploy.history;

import dev.migratedeploy.gitlab.JobDeployment;
import dev.migratedeploy.history.StoredResult.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One run of the deploying job. */
public record DeployTry(JobDeployment deployment, JobReport report) {
  /** How it ended: by its own report, or else by what GitLab says of the job. */
  public enum End {
    GREEN,
    RED,
    CANCELLED,
    OPEN
  }

  public End end() {
    if (report.result().isPresent() && !deployment.status().equals("canceled")) {
      return report.result().get().outcome().isGreen() ? End.GREEN : End.RED;
    }
    return switch (deployment.status()) {
      case "success" -> End.GREEN;
      case "failed" -> End.RED;
      case "canceled", "skipped" -> End.CANCELLED;
      default -> End.OPEN;
    };
  }

  /** The verdict; without a report GitLab's own word, such as {@code failed}. */
  public String verdict() {
    return report
        .result()
        .map(StoredResult::outcome)
        .map(Outcome::verdict)
        .orElse(deployment.status());
  }

  /** Why it ended as it did; of what went well nothing. */
  public Optional<String> cause() {
    return report
        .result()
        .map(StoredResult::outcome)
        .filter(outcome -> !outcome.isGreen())
        .map(Outcome::cause);
  }

  /** When it ended, by GitLab's clock. */
  public Optional<Instant> endedAt() {
    return deployment.times().endedAt();
  }

  /** When it is told to have been. */
  public Instant at() {
    return deployment.times().startedAt().orElse(deployment.times().createdAt());
  }

  /** By the job's own clock. */
  public Optional<Duration> took() {
    return report.result().flatMap(result -> result.run().took());
  }
}
