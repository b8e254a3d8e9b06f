package dev.migratedeploy.changes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lists the files of a commit with their blob ids. */
final class GitLabTree {
  private static final String SYMBOLIC_LINK = "120000";

  private final String project;
  private final GitLabClient gitLab;
  private final GitLabPages pages;
  private final GitLabProblems problems;

  GitLabTree(String project, GitLabClient gitLab, GitLabPages pages, GitLabProblems problems) {
    this.project = project;
    this.gitLab = gitLab;
    this.pages = pages;
    this.problems = problems;
  }

  Optional<Map<String, String>> blobsOf(String sha, String folder) {
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
    return notFound.isEmpty() || commitExists(notFound.get(), sha)
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

  /** "Not found" may mean the folder, the commit, or the whole project. */
  private boolean commitExists(GitLabAnswer treeNotFound, String sha) {
    refuseWhereHidden(treeNotFound);
    GitLabAnswer commit = gitLab.get(Map.of(), "projects", project, "repository", "commits", sha);
    if (commit.status() == 200) {
      return true;
    }
    refuseWhereHidden(commit);
    if (commit.message().contains("Commit Not Found")) {
      return false;
    }
    throw problems.unexpected(commit);
  }

  private void refuseWhereHidden(GitLabAnswer notFound) {
    if (notFound.message().contains("Project Not Found")) {
      throw problems.projectHidden();
    }
  }
}
