package dev.migratedeploy.ci;

import java.util.Map;
import java.util.Optional;

/**
 * What a merge request pipeline knows of the branch that it is to be merged into.
 *
 * @param branch its name
 * @param diffBase the commit from which both branches come
 */
public record MergeTarget(String branch, String diffBase) {

  /** Empty elsewhere than in a merge request pipeline. */
  public static Optional<MergeTarget> of(Map<String, String> environment) {
    CiVariables variables = new CiVariables(environment);
    return variables
        .find("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
        .flatMap(
            branch ->
                variables
                    .find("CI_MERGE_REQUEST_DIFF_BASE_SHA")
                    .map(base -> new MergeTarget(branch, base)));
  }

  /**
   * What the scripts of this pipeline are merged with, or will be.
   *
   * @param branch its name
   * @param commit of the branch
   * @param merged whether this pipeline's commit is the result of the merge, so that all that is on
   *     the branch is in it
   */
  public record State(String branch, String commit, boolean merged) {}

  /**
   * The state of the branch without the merge request. Only a merged results pipeline, and a merge
   * train's, has the branch's own commit.
   */
  public State state(Map<String, String> environment) {
    return new CiVariables(environment)
        .find("CI_MERGE_REQUEST_TARGET_BRANCH_SHA")
        .map(head -> new State(branch, head, true))
        .orElseGet(() -> new State(branch, diffBase, false));
  }
}
