package dev.migratedeploy.gitlab;

import java.time.Duration;
import java.util.Optional;

/** What came of asking GitLab once. */
sealed interface Attempt<T> {
  /** GitLab itself has answered, and would answer the same again. */
  record Answered<T>(T answer) implements Attempt<T> {}

  /** No answer, half an answer, or one that says to come back later. */
  record Transient<T>(String reason, Optional<Duration> retryAfter) implements Attempt<T> {}

  /** Something that is not GitLab: a login page, a proxy's error page. */
  record NotGitLab<T>(String reason) implements Attempt<T> {}

  static <T> Attempt<T> temporary(String reason) {
    return new Transient<>(reason, Optional.empty());
  }

  /**
   * What a status of HTTP tells of a server that is overloaded or down for the moment.
   *
   * @param retryAfter the header; GitLab gives seconds, and the other form, a date, is left aside
   */
  static <T> Attempt<T> temporary(String reason, Optional<String> retryAfter) {
    return new Transient<>(
        reason,
        retryAfter
            .filter(value -> value.matches("[0-9]{1,6}"))
            .map(value -> Duration.ofSeconds(Long.parseLong(value))));
  }
}
