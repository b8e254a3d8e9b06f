package dev.migratedeploy.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.changes.CommitPaths;
import dev.migratedeploy.changes.CommitPaths.Listing;
import dev.migratedeploy.changes.ObjectHash;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lists the files of a commit with GitLab's {@code repository/tree}. */
final class GitLabTree implements CommitFiles {
  private static final String SYMBOLIC_LINK = "120000";

  private final String project;
  private final GitLabCommits commits;
  private final GitLabClient client;
  private final GitLabPages pages;
  private final GitLabProblems problems;

  GitLabTree(String project, GitLabCommits commits, GitLabClient client, GitLabProblems problems) {
    this.project = project;
    this.commits = commits;
    this.client = client;
    this.pages = new GitLabPages(client, problems);
    this.problems = problems;
  }

  @Override
  public Optional<Map<String, String>> blobsOf(String revision, CommitPaths paths) {
    Map<String, String> blobs = new TreeMap<>();
    boolean isThere = false;
    for (Listing listing : paths.listings()) {
      Optional<GitLabAnswer> notFound = list(revision, listing, blobs);
      // "Not found" may mean the folder, the commit, or the whole project.
      notFound.ifPresent(commits::refuseWhereHidden);
      if (notFound.isPresent() && !isThere && commits.find(revision).isEmpty()) {
        return Optional.empty();
      }
      isThere = true;
    }
    blobs.keySet().removeIf(path -> !paths.include(path));
    return Optional.of(blobs);
  }

  @Override
  public Optional<String> textOf(String sha, String path, String blob) {
    return client
        .raw(Map.of("ref", sha), "projects", project, "repository", "files", path, "raw")
        // A proxy's page, or bytes that are no UTF-8, have another hash.
        .filter(text -> ObjectHash.of(blob).idOf("blob", bytes(text)).equals(blob));
  }

  private Optional<GitLabAnswer> list(String revision, Listing listing, Map<String, String> blobs) {
    String folder = listing.folder();
    Map<String, String> query = new HashMap<>(Map.of("ref", revision));
    query.put("recursive", String.valueOf(listing.recursive()));
    query.put("pagination", "keyset");
    if (!folder.isEmpty()) {
      query.put("path", folder);
    }
    String prefix = folder.isEmpty() ? "" : folder + "/";
    return pages.forEach(
        query,
        entry -> {
          add(entry, prefix, blobs);
          return true;
        },
        "projects",
        project,
        "repository",
        "tree");
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
      blobs.put(path, id);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
