package dev.migratedeploy.findings;

import java.util.Set;

/**
 * The branch that a merge request is to be merged into.
 *
 * @param paths of its scripts, below the scripts folder
 * @param common the paths of the scripts in the commit from which both branches come
 */
public record TargetBranch(String name, Set<String> paths, Set<String> common) {
  public TargetBranch {
    paths = Set.copyOf(paths);
    common = Set.copyOf(common);
  }
}
