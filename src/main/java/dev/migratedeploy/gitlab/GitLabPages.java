package dev.migratedeploy.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Walks a list of GitLab's page by page to its very end. */
final class GitLabPages {
  /** Against a server that always has one more page. */
  private static final int MOST_PAGES = 5_000;

  private final GitLabClient gitLab;
  private final GitLabProblems problems;

  GitLabPages(GitLabClient gitLab, GitLabProblems problems) {
    this.gitLab = gitLab;
    this.problems = problems;
  }

  /**
   * Hands over each entry, some perhaps twice, for as long as more are wanted.
   *
   * @param wantsMore is given an entry and says whether to go on
   * @return GitLab's "not found", where it gave that in place of a list
   */
  Optional<GitLabAnswer> forEach(
      Map<String, String> filter, Predicate<JsonNode> wantsMore, String... path) {
    Set<Map<String, String>> asked = new HashSet<>();
    Map<String, String> query = new TreeMap<>(filter);
    query.put("per_page", String.valueOf(NextPage.SIZE));
    while (asked.add(query) && asked.size() < MOST_PAGES) {
      GitLabAnswer answer = gitLab.get(query, path);
      if (answer.status() == 404) {
        return Optional.of(answer);
      }
      JsonNode entries = listIn(answer);
      for (JsonNode entry : entries) {
        if (!wantsMore.test(entry)) {
          return Optional.empty();
        }
      }
      Optional<Map<String, String>> next = NextPage.after(query, answer, entries.size());
      if (next.isEmpty() || entries.isEmpty()) {
        return Optional.empty();
      }
      // GitLab 14 gives a wrong token for a tree, and with it the same page again and again.
      boolean circles = asked.contains(next.get()) && NextPage.isKeyset(query);
      query = circles ? NextPage.byNumber(query, "1") : next.get();
    }
    throw problems.notGitLab("a list without an end");
  }

  private JsonNode listIn(GitLabAnswer answer) {
    JsonNode json = answer.json();
    if (!json.isArray()) {
      throw problems.notGitLab("an object where a list was due");
    }
    return json;
  }
}
