package dev.migratedeploy.gitlab;

import dev.migratedeploy.gitlab.Attempt.Answered;
import dev.migratedeploy.gitlab.Attempt.NotGitLab;
import dev.migratedeploy.gitlab.Attempt.Transient;
import dev.migratedeploy.support.Backoff;
import dev.migratedeploy.support.Sleeper;
import dev.migratedeploy.verdict.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks again where asking again may help, a few times and for a bounded time. */
final class RetryPolicy {
  /** Whatever a header says, a job must not hang for hours. */
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(1), 5, Duration.ofSeconds(90));

  private final GitLabProblems problems;
  private final Sleeper sleeper;

  RetryPolicy(GitLabProblems problems, Sleeper sleeper) {
    this.problems = problems;
    this.sleeper = sleeper;
  }

  /**
   * The answer, once there is one.
   *
   * @throws dev.migratedeploy.verdict.NotStartedException if GitLab is not there for now
   * @throws dev.migratedeploy.verdict.RefusedException if something else than GitLab answers
   */
  <T> T ask(Supplier<Attempt<T>> question) {
    Duration waited = Duration.ZERO;
    for (int attempts = 1; ; attempts++) {
      Attempt<T> attempt = question.get();
      if (attempt instanceof Answered<T> answered) {
        return answered.answer();
      }
      Optional<Duration> wait = BACKOFF.pauseAfter(attempts, waited, wantedBy(attempt));
      if (wait.isEmpty()) {
        throw giveUp(attempt, attempts);
      }
      sleeper.sleep(wait.get());
      waited = waited.plus(wait.get());
    }
  }

  /** The answer to a request that must not be sent twice without a look in between. */
  <T> T once(Supplier<Attempt<T>> question) {
    Attempt<T> attempt = question.get();
    if (attempt instanceof Answered<T> answered) {
      return answered.answer();
    }
    throw giveUp(attempt, 1);
  }

  private static Optional<Duration> wantedBy(Attempt<?> attempt) {
    return attempt instanceof Transient<?> now ? now.retryAfter() : Optional.empty();
  }

  private ProblemException giveUp(Attempt<?> attempt, int attempts) {
    return attempt instanceof NotGitLab<?> other
        ? problems.notGitLab(other.reason())
        : problems.unreachable(((Transient<?>) attempt).reason(), attempts);
  }
}
