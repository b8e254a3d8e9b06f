package dev.migratedeploy.gitlab;

import dev.migratedeploy.gitlab.Attempt.Answered;
import dev.migratedeploy.gitlab.Attempt.NotGitLab;
import dev.migratedeploy.network.HttpStatus;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;

/** Asks GitLab's REST interface, again where that may help, and sorts its answers. */
final class GitLabClient {
  /** Of another job that writes at the same moment. */
  private static final int CONFLICT = 409;

  private final GitLabHttpClient http;
  private final GitLabProblems problems;
  private final RetryPolicy retries;

  GitLabClient(GitLabHttpClient http, GitLabProblems problems, RetryPolicy retries) {
    this.http = http;
    this.problems = problems;
    this.retries = retries;
  }

  /**
   * GitLab's own answer in whole JSON, with status 200 or 404; every other status ends here.
   *
   * @throws dev.migratedeploy.verdict.NotStartedException if GitLab is not there for now
   * @throws dev.migratedeploy.verdict.RefusedException if GitLab refuses the token, or something
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
    return retries.ask(() -> attempt(GitLabClient::sort, () -> http.get(query, path)));
  }

  /** An answer that need not be JSON; empty if GitLab does not give it. */
  Optional<String> raw(Map<String, String> query, String... path) {
    GitLabAnswer answer =
        retries.ask(
            () ->
                attempt(
                    found ->
                        HttpStatus.isTransient(found.status())
                            ? sort(found)
                            : new Answered<>(found),
                    () -> http.get(query, path)));
    return answer.status() == 200 ? Optional.of(answer.body()) : Optional.empty();
  }

  /**
   * Changes something, once: what did not come back as changed may have been changed.
   *
   * @return GitLab's answer, which says that it is done, or that there is no such thing (404)
   * @throws dev.migratedeploy.verdict.NotStartedException if it may help to look and try again
   */
  GitLabAnswer change(GitLab4jClient writing, GitLab4jClient.Request request) {
    GitLabAnswer answer =
        retries.once(() -> attempt(GitLabClient::sortChange, () -> writing.answerTo(request)));
    if (answer.isSuccess() || answer.status() == 404) {
      return answer;
    }
    throw problems.refused(answer);
  }

  @FunctionalInterface
  private interface Question {
    GitLabAnswer ask() throws IOException;
  }

  private Attempt<GitLabAnswer> attempt(
      Function<GitLabAnswer, Attempt<GitLabAnswer>> sorting, Question question) {
    try {
      return sorting.apply(question.ask());
    } catch (IOException e) {
      if (isCausedByHandshake(e)) {
        throw problems.untrusted(e);
      }
      return Attempt.temporary(String.valueOf(e.getMessage()));
    }
  }

  /** The answer to a change that was made may be empty. */
  private static Attempt<GitLabAnswer> sortChange(GitLabAnswer answer) {
    if (answer.isSuccess()) {
      return new Answered<>(answer);
    }
    return answer.status() == CONFLICT
        ? Attempt.temporary("status " + answer.status())
        : sort(answer);
  }

  private static Attempt<GitLabAnswer> sort(GitLabAnswer answer) {
    if (HttpStatus.isTransient(answer.status())) {
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
