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
}
