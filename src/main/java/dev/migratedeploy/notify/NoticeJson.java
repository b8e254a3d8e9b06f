package dev.migratedeploy.notify;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code result.json} in short, in the schema that the manual documents. Each key is always there,
 * and null if nothing is known.
 */
record NoticeJson(
    int schema,
    String event,
    Result result,
    Run run,
    Links links,
    String startedAt,
    long durationMs) {
  private static final int SCHEMA = 1;

  /** The verdict and its words. */
  record Result(
      String verdict,
      int exitCode,
      int failuresBefore,
      String cause,
      List<String> details,
      @Nullable String state,
      @Nullable String next) {}

  /** What was deployed where, by whom. */
  record Run(
      String project,
      String environment,
      @Nullable String ref,
      String commit,
      @Nullable String job,
      @Nullable String user) {}

  /** The pages that tell more. */
  record Links(@Nullable String job, @Nullable String task, @Nullable String log) {}

  static NoticeJson of(Notice notice) {
    Notice.Words words = notice.words();
    Notice.Place place = notice.place();
    return new NoticeJson(
        SCHEMA,
        notice.isRecovery() ? "recovered" : notice.isSuccess() ? "succeeded" : "failed",
        new Result(
            notice.verdict().title(),
            notice.verdict().exitCode().number(),
            notice.failures(),
            words.cause(),
            words.details(),
            orNull(words.state()),
            orNull(words.next())),
        new Run(
            place.project(),
            place.environment(),
            orNull(place.ref()),
            place.commit(),
            orNull(place.job()),
            orNull(place.who())),
        new Links(
            orNull(notice.links().job()),
            orNull(notice.links().task()),
            orNull(notice.links().log())),
        notice.time().began().toString(),
        notice.time().took().toMillis());
  }

  @SuppressWarnings("NullAway") // null is what JSON calls an absent value
  private static <T> @Nullable T orNull(Optional<T> value) {
    return value.orElse(null);
  }
}
