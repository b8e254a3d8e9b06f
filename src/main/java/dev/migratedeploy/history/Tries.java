package dev.migratedeploy.history;

import dev.migratedeploy.gitlab.JobDeployment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the tries of a deployment together. GitLab lists each run of a job as a deployment of its
 * own. A run belongs to the one before it in the same pipeline (if GitLab does not tell that, of
 * the same commit) as long as that one is not green: what runs again after a green one is a
 * deployment of its own, such as a rollback.
 */
final class Tries {
  private Tries() {}

  /**
   * The groups in the order in which their last tries began: a manual job of an older pipeline may
   * run later.
   */
  static List<List<DeployTry>> grouped(List<DeployTry> all) {
    Map<String, List<DeployTry>> open = new LinkedHashMap<>();
    List<List<DeployTry>> groups = new ArrayList<>();
    all.stream()
        .sorted(Comparator.comparing((DeployTry it) -> it.deployment().id()))
        .forEach(
            it -> {
              List<DeployTry> group =
                  open.computeIfAbsent(
                      key(it.deployment()),
                      unused -> {
                        List<DeployTry> begun = new ArrayList<>();
                        groups.add(begun);
                        return begun;
                      });
              group.add(it);
              if (it.end() == DeployTry.End.GREEN) {
                open.remove(key(it.deployment()));
              }
            });
    groups.sort(Comparator.comparing(group -> group.get(group.size() - 1).at()));
    return groups;
  }

  private static String key(JobDeployment deployment) {
    return deployment
            .job()
            .flatMap(JobDeployment.Job::pipeline)
            .map(pipeline -> "pipeline " + pipeline)
            .orElse("commit " + deployment.commit().sha())
        + " "
        + deployment.commit().sha();
  }
}
