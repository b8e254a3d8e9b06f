package dev.migratedeploy.sealed.job;

import java.util.Optional;

/**
 * What a job's pipeline runs on.
 *
 * @param name a branch's or tag's short name, such as {@code main}; for a merge request the whole
 *     {@code refs/merge-requests/7/head}
 * @param isProtected whether GitLab says that only some may push to it; empty where this version of
 *     GitLab does not say
 */
public record JobRef(Kind kind, String name, Optional<Boolean> isProtected) {

  /** A pipeline's three kinds of ref. */
  public enum Kind {
    BRANCH,
    TAG,
    MERGE_REQUEST;

    /** For a sentence: {@code the merge request}. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }

  /** For a sentence: {@code the branch main}. */
  public String words() {
    return "the " + kind.word() + " " + name;
  }
}
