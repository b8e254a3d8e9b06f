package dev.migratedeploy.gitlab;

import dev.migratedeploy.gitlab.Attempt.Answered;
import dev.migratedeploy.gitlab.Attempt.NotGitLab;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;

/** Asks GitLab's REST interface and sorts its answers. */
final class GitLabClient {
  private final GitLabRequests requests;
  private final GitLabProblems problems;
  private final RetryPolicy persistence;

  GitLabClient(GitLabRequests requests, GitLabProblems problems, RetryPolicy persistence) {
    this.requests = requests;
    this.problems = problems;
    this.persistence = persistence;
  }

  /**
   * GitLab's own answer in whole JSON, with status 200 or 404; every other status ends here.
   *
   * @throws dev.migratedeploy.verdict.NotStartedException where GitLab is not there for now
   * @throws dev.migratedeploy.verdict.RefusedException where GitLab refuses the token, or something
   *     else than GitLab answers
   */
  GitLabAnswer get(Map<String, String> query, String... path) {
    GitLabAnswer answer = ask(query, path);
    if (answer.status() == 200 || answer.status() == 404) {
      return answer;
    }
    throw problems.refused(answer);
  }

  /** The same, whatever the status. */
  GitLabAnswer ask(Map<String, String> query, String... path) {
    return persistence.ask(() -> attempt(GitLabClient::sort, query, path));
  }

  /** An answer that need not be JSON; empty if GitLab does not give it. */
  Optional<String> raw(Map<String, String> query, String... path) {
    GitLabAnswer answer =
        persistence.ask(
            () ->
                attempt(
                    found ->
                        Attempt.isTransient(found.status()) ? sort(found) : new Answered<>(found),
                    query,
                    path));
    return answer.status() == 200 ? Optional.of(answer.body()) : Optional.empty();
  }

  private Attempt<GitLabAnswer> attempt(
      Function<GitLabAnswer, Attempt<GitLabAnswer>> sorting,
      Map<String, String> query,
      String... path) {
    try {
      return sorting.apply(requests.get(query, path));
    } catch (IOException e) {
      if (isCausedByHandshake(e)) {
        throw problems.untrusted(e);
      }
      return Attempt.temporary(String.valueOf(e.getMessage()));
    }
  }

  private static Attempt<GitLabAnswer> sort(GitLabAnswer answer) {
    if (Attempt.isTransient(answer.status())) {
      return Attempt.temporary("status " + answer.status(), answer.header("retry-after"));
    }
    if (answer.status() == 200 && answer.body().isBlank()) {
      return Attempt.temporary("an empty answer");
    }
    if (answer.redirect().isPresent()) {
      return new NotGitLab<>("status " + answer.status() + ", " + answer.redirect().get());
    }
    if (!answer.looksLikeJson()) {
      return new NotGitLab<>("status " + answer.status() + " and a body that is not JSON");
    }
    return answer.isWhole()
        ? new Answered<>(answer)
        : Attempt.temporary("an answer that breaks off");
  }

  private static boolean isCausedByHandshake(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLHandshakeException) {
        return true;
      }
    }
    return false;
  }
}
