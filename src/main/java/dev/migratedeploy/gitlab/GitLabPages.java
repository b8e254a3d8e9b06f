package dev.migratedeploy.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Walks a list of GitLab's page by page to its very end. gitlab4j's own pager is not used: where a
 * header is missing it takes the first page for the whole list or fails (gitlab4j-api#835, #658),
 * it knows no keyset pagination, and its model of a deployment leaves the artifacts out and takes a
 * process that has just begun longer than a tree of JSON.
 */
final class GitLabPages {
  /** Against a server that always has one more page. */
  private static final int MOST_PAGES = 5_000;

  private final GitLabClient gitLab;
  private final GitLabProblems problems;

  /** Whether a page may be short for what the token may not see: its length then tells nothing. */
  private final boolean hiddenEntries;

  GitLabPages(GitLabClient gitLab, GitLabProblems problems) {
    this(gitLab, problems, false);
  }

  private GitLabPages(GitLabClient gitLab, GitLabProblems problems, boolean hiddenEntries) {
    this.hiddenEntries = hiddenEntries;
    this.gitLab = gitLab;
    this.problems = problems;
  }

  /** For a list of which a token sees a part, such as the comments of a merge request. */
  static GitLabPages withHiddenEntries(GitLabClient gitLab, GitLabProblems problems) {
    return new GitLabPages(gitLab, problems, true);
  }

  /**
   * Hands over each entry, some perhaps twice, for as long as more are wanted.
   *
   * @param wantsMore is given an entry and says whether to go on
   * @return GitLab's "not found", where it gave that in place of a list
   */
  Optional<GitLabAnswer> forEach(
      Map<String, String> filter, Predicate<JsonNode> wantsMore, String... path) {
    Walk walk = walk(filter, path);
    for (Optional<JsonNode> page = walk.next(); page.isPresent(); page = walk.next()) {
      for (JsonNode entry : page.get()) {
        if (!wantsMore.test(entry)) {
          return Optional.empty();
        }
      }
    }
    return walk.notFound();
  }

  /** The same list for one who takes its pages himself. */
  Walk walk(Map<String, String> filter, String... path) {
    return new Walk(filter, path);
  }

  /** A walk through a list, which can be gone on with later. */
  final class Walk {
    private final String[] path;
    private final Set<Map<String, String>> asked = new HashSet<>();
    private Optional<Map<String, String>> following;
    private Optional<GitLabAnswer> notFound = Optional.empty();

    private Walk(Map<String, String> filter, String... path) {
      this.path = path.clone();
      Map<String, String> query = new TreeMap<>(filter);
      query.put("per_page", String.valueOf(NextPage.SIZE));
      this.following = Optional.of(query);
    }

    /** The next page; empty behind the last one. */
    Optional<JsonNode> next() {
      if (following.isEmpty()) {
        return Optional.empty();
      }
      Map<String, String> query = following.get();
      if (asked.contains(query) || asked.size() == MOST_PAGES) {
        throw problems.notGitLab("a list without an end");
      }
      GitLabAnswer answer = gitLab.get(query, path);
      asked.add(query);
      if (answer.status() == 404) {
        notFound = Optional.of(answer);
        following = Optional.empty();
        return Optional.empty();
      }
      JsonNode entries = listIn(answer);
      following = entries.isEmpty() ? Optional.empty() : after(query, answer, entries.size());
      return Optional.of(entries);
    }

    /** GitLab's "not found", where it gave that in place of a page. */
    Optional<GitLabAnswer> notFound() {
      return notFound;
    }

    private Optional<Map<String, String>> after(
        Map<String, String> query, GitLabAnswer answer, int entries) {
      return NextPage.after(query, answer, hiddenEntries ? NextPage.SIZE : entries)
          // GitLab 14 gives a wrong token for a tree, and with it the same page again and again.
          .map(
              next ->
                  asked.contains(next) && NextPage.isKeyset(query)
                      ? NextPage.byNumber(query, "1")
                      : next);
    }
  }

  private JsonNode listIn(GitLabAnswer answer) {
    JsonNode json = answer.json();
    if (!json.isArray()) {
      throw problems.notGitLab("an object where a list was due");
    }
    return json;
  }
}
