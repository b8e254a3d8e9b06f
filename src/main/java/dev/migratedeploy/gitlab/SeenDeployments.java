package dev.migratedeploy.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An environment's deployments, the newest first, as far as they were asked for: the next one to
 * look at them asks for the older ones only.
 */
final class SeenDeployments {
  private final GitLabPages.Walk walk;
  private final GitLabProblems problems;
  private final List<ListedDeployment> seen = new ArrayList<>();

  SeenDeployments(GitLabPages.Walk walk, GitLabProblems problems) {
    this.walk = walk;
    this.problems = problems;
  }

  /** Looks at a deployment. */
  @FunctionalInterface
  interface Look {
    /**
     * Whether to go on.
     *
     * @param number the deployment's place in the list, from 1
     */
    boolean at(ListedDeployment deployment, int number);
  }

  /** Hands over each of them, from the newest on, for as long as more are wanted. */
  synchronized void forEach(Look look) {
    for (int next = 0; next < seen.size() || more(); next++) {
      if (!look.at(seen.get(next), next + 1)) {
        return;
      }
    }
  }

  /** Asks for another page that is not empty. */
  private boolean more() {
    Optional<JsonNode> page = walk.next();
    if (walk.notFound().isPresent()) {
      throw problems.projectHidden();
    }
    page.ifPresent(entries -> entries.forEach(entry -> seen.add(ListedDeployment.of(entry))));
    return page.filter(entries -> !entries.isEmpty()).isPresent();
  }
}
