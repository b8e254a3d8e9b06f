package dev.migratedeploy.runner.job;

import java.util.Locale;
import java.util.Optional;

/**
 * What a job's pipeline runs on.
 *
 * @param name a branch's or tag's short name, such as {@code main}; for anything else the whole
 *     name, such as {@code refs/merge-requests/7/head}
 * @param isProtected whether GitLab says that only some may push to it; empty if this version of
 *     GitLab does not say
 */
public record JobRef(Kind kind, String name, Optional<Boolean> isProtected) {

  /** What a pipeline can run on. */
  public enum Kind {
    BRANCH,
    TAG,
    MERGE_REQUEST,
    OTHER;

    /** For a sentence, such as {@code merge request}. */
    public String word() {
      return this == OTHER ? "ref" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * GitLab names a merge request's pipeline's type {@code branch}; no branch or tag can be named
     * {@code refs/…}.
     */
    static Kind of(String type, String name) {
      if (name.startsWith("refs/merge-requests/")) {
        return MERGE_REQUEST;
      }
      if (name.startsWith("refs/")) {
        return OTHER;
      }
      return type.equals("tag") ? TAG : type.equals("branch") ? BRANCH : OTHER;
    }
  }

  /** For a sentence: {@code the branch "main"}. */
  public String words() {
    return "the " + kind.word() + " " + LogSafe.quoted(name);
  }
}
