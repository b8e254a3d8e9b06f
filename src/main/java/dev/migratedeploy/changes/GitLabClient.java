package dev.migratedeploy.changes;

import dev.migratedeploy.changes.Attempt.Answered;
import dev.migratedeploy.changes.Attempt.Foreign;
import dev.migratedeploy.changes.Attempt.Passing;
import dev.migratedeploy.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/** Asks GitLab until an answer is there that would not change by asking again. */
final class GitLabClient {
  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** Over all attempts: a job must not hang for hours on a header's word. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

  private final GitLabRequests requests;
  private final GitLabProblems problems;
  private final Pause pause;

  GitLabClient(GitLabRequests requests, GitLabProblems problems, Pause pause) {
    this.requests = requests;
    this.problems = problems;
    this.pause = pause;
  }

  /**
   * GitLab's own answer in whole JSON, with status 200 or 404; every other status ends here.
   *
   * @throws dev.migratedeploy.problem.NotStartedException where GitLab is not there for now
   * @throws dev.migratedeploy.problem.RefusedException where GitLab refuses the token, or something
   *     else than GitLab answers
   */
  GitLabAnswer get(Map<String, String> query, String... path) {
    GitLabAnswer answer = persist(query, path);
    if (answer.status() == 200 || answer.status() == 404) {
      return answer;
    }
    throw problems.refused(answer);
  }

  private GitLabAnswer persist(Map<String, String> query, String... path) {
    Duration waited = Duration.ZERO;
    Duration backoff = FIRST_PAUSE;
    for (int attempts = 1; ; attempts++) {
      Attempt attempt = attempt(query, path);
      if (attempt instanceof Answered answered) {
        return answered.answer();
      }
      Duration wait = retryAfter(attempt).orElse(backoff);
      waited = waited.plus(wait);
      if (attempts == ATTEMPTS || waited.compareTo(LONGEST_WAIT) > 0) {
        throw giveUp(attempt, attempts);
      }
      sleep(wait);
      backoff = backoff.multipliedBy(2);
    }
  }

  private Attempt attempt(Map<String, String> query, String... path) {
    try {
      return Attempt.of(requests.get(query, path));
    } catch (IOException e) {
      if (isCausedByHandshake(e)) {
        throw problems.untrusted(e);
      }
      return new Passing(String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  private ProblemException giveUp(Attempt attempt, int attempts) {
    return attempt instanceof Foreign foreign
        ? problems.notGitLab(foreign.reason())
        : problems.unreachable(((Passing) attempt).reason(), attempts);
  }

  private void sleep(Duration wait) {
    try {
      pause.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw problems.unreachable("interrupted while waiting to ask again", 1);
    }
  }

  private static Optional<Duration> retryAfter(Attempt attempt) {
    return attempt instanceof Passing passing ? passing.retryAfter() : Optional.empty();
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
