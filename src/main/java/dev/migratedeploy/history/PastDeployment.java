package dev.migratedeploy.history;

import dev.migratedeploy.history.DeployTry.End;
import java.util.List;
import java.util.Optional;

/**
 * One deployment: what a pipeline brought, with all tries of its job.
 *
 * @param tries the first one first; at least one
 * @param lead only of one that has applied scripts
 */
public record PastDeployment(List<DeployTry> tries, Optional<LeadTime> lead) {
  public static final String NOTHING_TO_DO = "NOTHING TO DO";

  public PastDeployment {
    tries = List.copyOf(tries);
    if (tries.isEmpty()) {
      throw new IllegalArgumentException("a deployment was tried at least once");
    }
  }

  public DeployTry first() {
    return tries.get(0);
  }

  /** The one that counts. */
  public DeployTry last() {
    return tries.get(tries.size() - 1);
  }

  /** The lead time, if both clocks can have been right. */
  public Optional<LeadTime> soundLead() {
    return lead.filter(it -> !it.isWrong());
  }

  /** Whether one of its tries ended red, also if a later one was green. */
  public boolean isFailed() {
    return tries.stream().anyMatch(it -> it.end() == End.RED);
  }

  /** Whether a retry has made it green. */
  public boolean isSavedByRetry() {
    return isFailed() && last().end() == End.GREEN;
  }

  /** Whether it has something to say about how often deploys fail. */
  public boolean counts() {
    return tries.stream()
        .anyMatch(it -> it.report().result().isPresent() && !it.verdict().equals(NOTHING_TO_DO));
  }
}
