package dev.migratedeploy.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Times that cannot be: they are counted and told, and no figure is made of them. */
final class Clocks {
  /** Between the job's machine and GitLab; less is usual. */
  private static final Duration TOLERATED = Duration.ofMinutes(5);

  private Clocks() {}

  static int wrong(DeployHistory history) {
    int wrong = 0;
    for (PastDeployment deployment : history.deployments()) {
      wrong += deployment.lead().filter(LeadTime::isWrong).isPresent() ? 1 : 0;
      for (DeployTry one : deployment.tries()) {
        wrong += one.report().result().map(StoredResult::wrongClocks).orElse(0);
        wrong += isElsewhere(one) ? 1 : 0;
      }
    }
    return wrong;
  }

  /** Whether the report says that it began before its job, or after its end. */
  private static boolean isElsewhere(DeployTry one) {
    Optional<Instant> begun = one.report().result().flatMap(result -> result.run().startedAt());
    Optional<Instant> from = one.deployment().times().startedAt();
    Optional<Instant> to = one.endedAt();
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      return true;
    }
    return begun.isPresent()
        && (from.filter(job -> begun.get().isBefore(job.minus(TOLERATED))).isPresent()
            || to.filter(job -> begun.get().isAfter(job.plus(TOLERATED))).isPresent());
  }
}
