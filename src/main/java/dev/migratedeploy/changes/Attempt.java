package dev.migratedeploy.changes;

import java.time.Duration;
import java.util.Optional;

/** What came of asking GitLab once. */
sealed interface Attempt {
  /** GitLab itself has answered, in whole JSON, and would answer the same again. */
  record Answered(GitLabAnswer answer) implements Attempt {}

  /** No answer, half an answer, or one that says to come back later. */
  record Passing(String reason, Optional<Duration> retryAfter) implements Attempt {}

  /** Something that is not GitLab's API: a login page, a proxy's error page. */
  record Foreign(String reason) implements Attempt {}

  static Attempt of(GitLabAnswer answer) {
    if (answer.isPassing()) {
      return new Passing("status " + answer.status(), retryAfter(answer));
    }
    if (answer.status() == 200 && answer.body().isBlank()) {
      return new Passing("an empty answer", Optional.empty());
    }
    if (!answer.looksLikeJson()) {
      return new Foreign("status " + answer.status() + " and a body that is not JSON");
    }
    return answer.isWhole()
        ? new Answered(answer)
        : new Passing("an answer that breaks off", Optional.empty());
  }

  /** GitLab gives seconds; the other form, a date, is left aside. */
  private static Optional<Duration> retryAfter(GitLabAnswer answer) {
    return answer
        .header("retry-after")
        .filter(value -> value.matches("[0-9]{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }
}
