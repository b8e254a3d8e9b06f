package dev.migratedeploy.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.support.Sleeper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks GitLab about the very token that it is asked with. */
public final class GitLabTokens {
  private final GitLabClient gitLab;
  private final GitLabProblems problems;

  /**
   * Asks with {@code GITLAB_TOKEN}, or else with {@code CI_JOB_TOKEN}.
   *
   * @param sleeper between two attempts, if GitLab is not there for a moment
   */
  public GitLabTokens(CiContext context, Sleeper sleeper) {
    this.problems = new GitLabProblems(context);
    this.gitLab =
        new GitLabClient(
            GitLabHttpClient.of(context, GitLabTimeouts.CHECKS),
            problems,
            new RetryPolicy(problems, sleeper));
  }

  /**
   * The access token, which may be a person's, a project's or a group's and may have any scope
   * ("Personal access tokens API", {@code self}).
   *
   * @return empty if GitLab does not know it as one, or does not let it read about itself
   */
  public Optional<AccessToken> self() {
    GitLabAnswer answer = gitLab.ask(Map.of(), "personal_access_tokens", "self");
    if (answer.status() == 404 || answer.status() == 403) {
      return Optional.empty();
    }
    if (answer.status() != 200) {
      throw problems.refused(answer);
    }
    JsonNode token = answer.json();
    List<String> scopes = new ArrayList<>();
    token.path("scopes").forEach(scope -> scopes.add(scope.asText()));
    return Optional.of(
        new AccessToken(
            token.path("name").asText(),
            scopes,
            Optional.of(token.path("expires_at").asText())
                .filter(day -> day.matches("\\d{4}-\\d{2}-\\d{2}"))
                .map(LocalDate::parse)));
  }

  /** The name of the job whose token it is. */
  public String job() {
    GitLabAnswer answer = gitLab.get(Map.of(), "job");
    if (answer.status() == 404) {
      throw problems.projectHidden();
    }
    return answer.json().path("name").asText();
  }
}
