package dev.migratedeploy.localcloud.aws;

/**
 * What to read of a stream.
 *
 * @param token where to begin and which way to go
 * @param limit of events in a page
 * @param from the first timestamp wanted, in milliseconds since 1970
 * @param to the first timestamp no longer wanted
 */
record LogQuery(LogToken token, int limit, long from, long to) {
  static final int MOST_EVENTS = 10_000;

  static LogQuery of(Fields input) {
    boolean fromHead = input.flag("startFromHead");
    return new LogQuery(
        input
            .text("nextToken")
            .map(LogToken::parse)
            .orElseGet(fromHead ? LogToken::head : LogToken::tail),
        limit(input),
        input.number("startTime").orElse(0L),
        input.number("endTime").orElse(Long.MAX_VALUE));
  }

  private static int limit(Fields input) {
    long limit = input.number("limit").orElse((long) MOST_EVENTS);
    if (limit < 1 || limit > MOST_EVENTS) {
      throw AwsError.invalidParameter(
          "limit must be between 1 and %d, but is %d.".formatted(MOST_EVENTS, limit));
    }
    return (int) limit;
  }
}
