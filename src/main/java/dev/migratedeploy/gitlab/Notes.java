package dev.migratedeploy.gitlab;

import java.util.List;
import java.util.function.Predicate;

/**
 * The comments of a merge request. What GitLab does not do ends in a {@link
 * dev.migratedeploy.verdict.ProblemException}; after a {@link
 * dev.migratedeploy.verdict.NotStartedException} it may help to look and try again: what was to be
 * written may have been written.
 */
public interface Notes {
  /** One comment. */
  record Note(long id, String body) {}

  /**
   * Those that this token's owner has written for this tool, the oldest first.
   *
   * @param isOurs whether the text of a comment was written by this tool
   */
  List<Note> ours(Predicate<String> isOurs);

  void create(String body);

  void rewrite(long id, String body);

  void delete(long id);
}
