package dev.migratedeploy.gitlab;

import dev.migratedeploy.gitlab.Attempt.Answered;
import dev.migratedeploy.gitlab.Attempt.NotGitLab;
import dev.migratedeploy.gitlab.Attempt.Transient;
import dev.migratedeploy.support.Sleeper;
import dev.migratedeploy.verdict.ProblemException;
import java.time.Duration;
import java.util.function.Supplier;

/** Asks again where asking again may help, a few times and for a bounded time. */
final class RetryPolicy {
  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** Over all attempts: a job must not hang for hours on a header's word. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

  private final GitLabProblems problems;
  private final Sleeper pause;

  RetryPolicy(GitLabProblems problems, Sleeper pause) {
    this.problems = problems;
    this.pause = pause;
  }

  /**
   * The answer, once there is one.
   *
   * @throws dev.migratedeploy.verdict.NotStartedException where GitLab is not there for now
   * @throws dev.migratedeploy.verdict.RefusedException where something else than GitLab answers
   */
  <T> T ask(Supplier<Attempt<T>> question) {
    Duration waited = Duration.ZERO;
    Duration backoff = FIRST_PAUSE;
    for (int attempts = 1; ; attempts++) {
      Attempt<T> attempt = question.get();
      if (attempt instanceof Answered<T> answered) {
        return answered.answer();
      }
      Duration wait = waitAfter(attempt, backoff);
      waited = waited.plus(wait);
      if (attempts == ATTEMPTS || waited.compareTo(LONGEST_WAIT) > 0) {
        throw giveUp(attempt, attempts);
      }
      sleep(wait);
      backoff = backoff.multipliedBy(2);
    }
  }

  private static Duration waitAfter(Attempt<?> attempt, Duration backoff) {
    return attempt instanceof Transient<?> failed ? failed.retryAfter().orElse(backoff) : backoff;
  }

  private ProblemException giveUp(Attempt<?> attempt, int attempts) {
    return attempt instanceof NotGitLab<?> notGitLab
        ? problems.notGitLab(notGitLab.reason())
        : problems.unreachable(((Transient<?>) attempt).reason(), attempts);
  }

  private void sleep(Duration wait) {
    try {
      pause.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw problems.unreachable("interrupted while waiting to ask again", 1);
    }
  }
}
