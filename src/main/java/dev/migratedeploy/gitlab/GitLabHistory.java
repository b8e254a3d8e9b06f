package dev.migratedeploy.gitlab;

import dev.migratedeploy.changes.BranchHistory;
import dev.migratedeploy.verdict.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells when files came to a branch, by GitLab's list of commits. Only first parents are followed:
 * what counts is when a merge brought a file, not when somebody wrote it on a branch of his own.
 */
final class GitLabHistory {
  private final String project;
  private final GitLabPages pages;
  private boolean silent;

  GitLabHistory(String project, GitLabPages pages) {
    this.project = project;
    this.pages = pages;
  }

  /** As {@link BranchHistory#arrival}; once GitLab has refused an answer it is not asked again. */
  Optional<Instant> arrival(String path, Optional<String> after, String sha) {
    if (silent) {
      return Optional.empty();
    }
    try {
      return oldest(path, after.map(from -> from + "..").orElse("") + sha);
    } catch (ProblemException e) {
      // A date is worth no failed job.
      silent = true;
      return Optional.empty();
    }
  }

  private Optional<Instant> oldest(String path, String range) {
    Map<String, String> query = new HashMap<>();
    query.put("ref_name", range);
    query.put("path", path);
    query.put("first_parent", "true");
    // Newest first, so the last one that is handed over is the oldest.
    String[] oldest = {""};
    pages.forEach(
        query,
        commit -> {
          oldest[0] = commit.path("committed_date").asText();
          return true;
        },
        "projects",
        project,
        "repository",
        "commits");
    try {
      return Optional.of(OffsetDateTime.parse(oldest[0]).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
