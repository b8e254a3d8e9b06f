package dev.migratedeploy.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When commits came to their branch by a merge request, by GitLab's clock. */
public final class Merges {
  private final Map<String, Instant> times = new HashMap<>();

  /** Nothing is known yet. */
  Merges() {}

  /**
   * Known merges.
   *
   * @param times by the branch's head after each
   */
  public Merges(Map<String, Instant> times) {
    this.times.putAll(times);
  }

  /** Takes in an entry of GitLab's list of merge requests. */
  void add(JsonNode request) {
    try {
      Instant merged = OffsetDateTime.parse(request.path("merged_at").asText()).toInstant();
      // The branch's new head is the merge, or the squashed commit, or with a fast-forward its own.
      for (String commit : List.of("merge_commit_sha", "squash_commit_sha", "sha")) {
        if (request.path(commit).isTextual()) {
          times.merge(
              request.path(commit).asText(), merged, (one, two) -> one.isBefore(two) ? one : two);
        }
      }
    } catch (DateTimeParseException notMerged) {
      // Nothing is known of its commits.
    }
  }

  /** When a commit was merged; empty if no merge request brought it. */
  public Optional<Instant> of(String sha) {
    return Optional.ofNullable(times.get(sha));
  }
}
