package dev.migratedeploy.changes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lists the files of a commit with GitLab's {@code repository/tree}. */
final class GitLabTree implements CommitFiles {
  private static final String SYMBOLIC_LINK = "120000";

  private final String project;
  private final GitLabCommits commits;
  private final GitLabPages pages;
  private final GitLabProblems problems;

  GitLabTree(String project, GitLabCommits commits, GitLabPages pages, GitLabProblems problems) {
    this.project = project;
    this.commits = commits;
    this.pages = pages;
    this.problems = problems;
  }

  @Override
  public Optional<Map<String, String>> blobsOf(String sha, String folder) {
    Map<String, String> query = new HashMap<>(Map.of("ref", sha, "recursive", "true"));
    query.put("pagination", "keyset");
    if (!folder.isEmpty()) {
      query.put("path", folder);
    }
    String prefix = folder.isEmpty() ? "" : folder + "/";
    Map<String, String> blobs = new TreeMap<>();
    Optional<GitLabAnswer> notFound =
        pages.forEach(
            query,
            entry -> {
              add(entry, prefix, blobs);
              return true;
            },
            "projects",
            project,
            "repository",
            "tree");
    // "Not found" may mean the folder, the commit, or the whole project.
    notFound.ifPresent(commits::refuseWhereHidden);
    return notFound.isEmpty() || commits.find(sha).isPresent()
        ? Optional.of(blobs)
        : Optional.empty();
  }

  private void add(JsonNode entry, String prefix, Map<String, String> blobs) {
    String path = entry.path("path").asText();
    String id = entry.path("id").asText();
    if (!path.startsWith(prefix) || !id.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
      throw problems.notGitLab("a file tree that is none");
    }
    boolean isFile =
        entry.path("type").asText().equals("blob")
            && !entry.path("mode").asText().equals(SYMBOLIC_LINK);
    if (isFile) {
      blobs.put(path.substring(prefix.length()), id);
    }
  }
}
