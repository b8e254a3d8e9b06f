package dev.migratedeploy.history;

import java.util.Optional;

/** What there is of a job's {@code result.json}. Nothing is made up for one that is not there. */
public sealed interface JobReport {
  /** It was read. */
  record Read(StoredResult stored) implements JobReport {}

  /** GitLab has deleted the job's artifacts, as {@code expire_in} wanted it. */
  record Expired() implements JobReport {}

  /** The job left none, or its artifacts were deleted by hand. */
  record Missing() implements JobReport {}

  /** It is there and says nothing that can be read. */
  record Unreadable(String why) implements JobReport {}

  default Optional<StoredResult> result() {
    return this instanceof Read read ? Optional.of(read.stored()) : Optional.empty();
  }

  /** In one word, for programs. */
  default String word() {
    if (this instanceof Read) {
      return "read";
    }
    if (this instanceof Expired) {
      return "expired";
    }
    return this instanceof Missing ? "missing" : "unreadable";
  }
}
