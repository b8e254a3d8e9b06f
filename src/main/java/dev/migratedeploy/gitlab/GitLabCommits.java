package dev.migratedeploy.gitlab;

import java.util.Map;
import java.util.Optional;

/** Looks commits up, which GitLab allows to a job token from 18.3 on. */
record GitLabCommits(String project, GitLabClient gitLab, GitLabProblems problems) {

  /**
   * The full id of a commit; empty if there is none.
   *
   * @param revision a full or short id, a branch or a tag
   */
  Optional<String> find(String revision) {
    GitLabAnswer commit =
        gitLab.get(Map.of(), "projects", project, "repository", "commits", revision);
    if (commit.status() == 200) {
      return Optional.of(commit.json().path("id").asText());
    }
    refuseWhereHidden(commit);
    if (commit.message().contains("Commit Not Found")) {
      return Optional.empty();
    }
    throw problems.unexpected(commit);
  }

  /**
   * The same for a short id and a job token, to which the Commits API may be closed.
   *
   * @throws dev.migratedeploy.verdict.RefusedException if it is
   */
  Optional<String> findShort(String shortId) {
    GitLabAnswer commit =
        gitLab.ask(Map.of(), "projects", project, "repository", "commits", shortId);
    if (commit.status() == 200) {
      return Optional.of(commit.json().path("id").asText());
    }
    if (commit.status() == 404 && commit.message().contains("Commit Not Found")) {
      return Optional.empty();
    }
    throw problems.shortId(shortId);
  }

  /** "Not found" may speak of the project, which GitLab hides from a token without access. */
  void refuseWhereHidden(GitLabAnswer notFound) {
    if (notFound.message().contains("Project Not Found")) {
      throw problems.projectHidden();
    }
  }
}
